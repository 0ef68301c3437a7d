package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.report.Programme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code version}: kept so small that it shows what a start costs. */
public final class Version {

    private Version() {}

    static Exit run(Session session) {
        session.reporter().show(new Programme(number(), System.getProperty("java.version", "unknown")));
        return Exit.DONE;
    }

    /** From the build; the file has nothing but the number in it. */
    public static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
