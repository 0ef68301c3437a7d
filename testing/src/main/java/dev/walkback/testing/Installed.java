package dev.walkback.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What is on this machine, or the reason why it is not. */
final class Installed {

    private Installed() {}

    /** The top of the checkout. */
    static Path root() {
        return Path.of(Objects.requireNonNull(
                System.getProperty("walkback.root"), "-Dwalkback.root is not set: run the tests by Maven"));
    }

    static Path command(String name) throws AbsentComponent {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(path, Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AbsentComponent(reason(name)));
    }

    /** A file or folder that {@code scripts/test-components} or the build puts there. */
    static Path file(String component, Path file) throws AbsentComponent {
        if (!Files.exists(file)) {
            throw new AbsentComponent(reason(component));
        }
        return file;
    }

    static Path walg() throws AbsentComponent {
        String walg = System.getenv("WALG");
        if (walg == null) {
            throw new AbsentComponent("WALG=/path/to/wal-g is not set");
        }
        return Path.of(walg);
    }

    /** The user id, which is that of root. */
    static int privileged(String whatFor) throws AbsentComponent {
        try {
            int user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (user != 0) {
                throw new AbsentComponent(whatFor);
            }
            return user;
        } catch (IOException | UnsupportedOperationException noProc) {
            throw new AbsentComponent(whatFor + ", and who we are cannot be told here");
        }
    }

    private static String reason(String component) {
        Path note = root().resolve("target/components").resolve(component + ".absent");
        try {
            return Files.exists(note)
                    ? Files.readString(note).strip()
                    : component + " is not installed (scripts/test-components installs it)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
