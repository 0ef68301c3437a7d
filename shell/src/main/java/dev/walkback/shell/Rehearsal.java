package dev.walkback.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Runs the usual commands in one process, so that the JVM can keep what it learnt for the starts to come. The launcher
 * calls it after a build, with an empty folder to play in. A cache cannot be merged from several runs, hence this class.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toRealPath();
        archive(folder);
        String storage = folder.toUri().toString();
        for (List<String> line : List.of(
                List.of("version"),
                List.of("help"),
                List.of("help", "storage", "ls"),
                List.of("storage", "ls", "--storage", storage),
                List.of("storage", "ls", "-r", "--long", "--storage", storage),
                List.of("storage", "ls", "--json", "--storage", storage),
                List.of("storage", "stat", "wal_005/one", "--storage", storage),
                List.of("storage", "cat", "wal_005/one", "--storage", storage),
                List.of("storage", "cat", "--decode", "wal_005/two.gz", "--storage", storage),
                List.of("storage", "stat", "wal_005/absent", "--storage", storage),
                List.of("no-such-command"))) {
            Interruption interruption = Interruption.ofThisThread();
            Main.run(line, ProcessConsole.open());
            interruption.over();
        }
    }

    private static void archive(Path folder) throws IOException {
        Path wal = Files.createDirectory(folder.resolve("wal_005"));
        Files.writeString(wal.resolve("one"), "one");
        try (GZIPOutputStream two = new GZIPOutputStream(Files.newOutputStream(wal.resolve("two.gz")))) {
            two.write(new byte[100_000]);
        }
    }
}
