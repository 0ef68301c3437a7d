package dev.walkback.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What nobody thought of: one sentence for the person, and a file for us. */
public final class BugReport {

    /** What follows a name that means secret, the secret part of a URL, and signatures in queries. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)((?:[\\w-]*(?:secret|password|passphrase|token|signature|access[_-]?key|account[_-]?key|\\bsig|_key))"
                    + "\\s*[=:]\\s*)(?:'[^']*'|\"[^\"]*\"|[^\\s&,;'\"])+|(://[^/\\s:@]*:)\\S+(?=@)");

    private BugReport() {}

    public static int write(Throwable bug, List<String> arguments, Console console) {
        String said;
        try {
            said = "the report is in " + file(text(bug, arguments, console), console);
        } catch (IOException e) {
            said = "the report could not be written either (" + e + "): " + bug;
        }
        try {
            String sentence =
                    "error: this is a bug in walkback: " + bug.getClass().getSimpleName() + "; " + said + "\n";
            console.err().write(masked(sentence).getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // there is no other place to say it; the exit code remains
        }
        return Exit.BUG.code();
    }

    private static String text(Throwable bug, List<String> arguments, Console console) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace, true));
        return masked("""
                walkback %s
                java     %s (%s)
                system   %s %s
                time     %s
                command  %s

                %s""".formatted(
                        dev.walkback.shell.command.Version.number(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        console.clock().instant(),
                        arguments,
                        trace));
    }

    /** The text with stars in the place of what may be a secret. */
    public static String masked(String text) {
        return SECRET.matcher(text).replaceAll("$1$2***");
    }

    private static Path file(String text, Console console) throws IOException {
        Path folder = StateHome.of(console).resolve("reports");
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "bug-", ".txt");
        return Files.writeString(file, text);
    }
}
