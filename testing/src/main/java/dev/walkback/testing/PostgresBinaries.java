package dev.walkback.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The programs of one major version of PostgreSQL: as installed, else as Maven Central has them, which is less: only
 * {@code initdb}, {@code pg_ctl} and {@code postgres}. They run as somebody who is not root, since PostgreSQL refuses root.
 */
record PostgresBinaries(int major, Path folder) {

    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    /** The major versions that this build has. */
    static List<Integer> majors() {
        return IntStream.rangeClosed(OLDEST, NEWEST)
                .filter(major -> installed(major).isPresent() || packed(major).isPresent())
                .boxed()
                .toList();
    }

    static PostgresBinaries newest() throws AbsentComponent {
        List<Integer> majors = majors();
        return of(majors.isEmpty() ? NEWEST : majors.getLast());
    }

    static PostgresBinaries of(int major) throws AbsentComponent {
        Optional<Path> installed = installed(major);
        if (installed.isPresent()) {
            return new PostgresBinaries(major, installed.get());
        }
        Path jar = packed(major)
                .orElseThrow(() -> new AbsentComponent("PostgreSQL " + major
                        + " is neither installed nor resolved by this build (mvn -Pmatrix resolves all)"));
        Installed.command("xz");
        return new PostgresBinaries(major, unpacked(jar).resolve("bin"));
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    private static Optional<Path> installed(int major) {
        return Stream.of("/usr/lib/postgresql/" + major + "/bin", "/usr/pgsql-" + major + "/bin")
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")) && Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static Optional<Path> packed(int major) {
        Path jars = Installed.root().resolve("testing/postgres/target/jars");
        if (!Files.isDirectory(jars)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(jar -> jar.getFileName().toString().matches(".*-" + major + "\\.\\d+\\.\\d+\\.jar"))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked once for this machine. Of two who do it at the same time the second finds that it is done. */
    private static Path unpacked(Path jar) {
        String name = jar.getFileName().toString();
        Path home = cache().resolve(name.substring(0, name.length() - ".jar".length()));
        if (Files.exists(home)) {
            return home;
        }
        try {
            Files.createDirectories(home.getParent());
            Path fresh = Files.createTempDirectory(home.getParent(), ".unpacking-");
            Path tar = fresh.resolve("packed.txz");
            extract(jar, tar);
            Run.of(fresh, "tar", "-xJf", tar.toString(), "--no-same-owner");
            Files.delete(tar);
            Run.of(fresh, "chmod", "755", fresh.toString());
            take(fresh, home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException takenMeanwhile) {
            if (!Files.exists(home)) {
                throw takenMeanwhile;
            }
            Run.of(home, "rm", "-rf", fresh.toString());
        }
    }

    private static void extract(Path jar, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry tree = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream packed = zip.getInputStream(tree)) {
                Files.copy(packed, to);
            }
        }
    }

    // where the servers' user can look: the home of root is closed to others
    private static Path cache() {
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/cache/walkback-tests");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isEmpty()
                ? Path.of(Objects.requireNonNull(System.getProperty("user.home")), ".cache")
                : Path.of(xdg);
        return base.resolve("walkback-tests");
    }
}
