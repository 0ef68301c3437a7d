package dev.walkback.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL runs to archive, on segments made up for it. */
final class PushRehearsal {

    private static final String WAL = "pg_wal";
    private static final String HISTORY = "00000002.history";

    private final Path folder;

    PushRehearsal(Path folder) {
        this.folder = folder;
    }

    void run(boolean s3, FetchRehearsal.Line line) throws IOException {
        Path status = Files.createDirectories(folder.resolve(WAL).resolve("archive_status"));
        Files.createFile(status.resolve(name(0xF) + ".ready"));
        for (int number : List.of(0xA, 0xB, 0xC, 0xD, 0xF)) {
            FetchRehearsal.segment(file(name(number)), "none", number);
        }
        Files.writeString(file(HISTORY), "1\t0/3000000\tno recovery target specified\n");
        // in an archive of its own: what lies in the folder belongs to another cluster
        Path archive = Files.createDirectory(folder.resolve("pushed"));
        Map<String, String> environment = new HashMap<>(Map.of("PGDATA", folder.toString()));
        if (!s3) {
            environment.put("WALG_FILE_PREFIX", archive.toString());
            lines(archive.toUri().toString(), environment, line);
            return;
        }
        try (RehearsalStore store = RehearsalStore.of(archive)) {
            environment.putAll(store.settings());
            environment.put("WALKBACK_STORAGE", RehearsalStore.STORAGE);
            lines(RehearsalStore.STORAGE, environment, line);
        }
    }

    private void lines(String storage, Map<String, String> environment, FetchRehearsal.Line line) throws IOException {
        for (String codec : List.of("lz4", "zstd")) {
            environment.put("WALG_COMPRESSION_METHOD", codec);
            String one = file(name(codec.equals("lz4") ? 0xA : 0xC)).toString();
            String other = file(name(codec.equals("lz4") ? 0xB : 0xD)).toString();
            // a second time it is there already
            for (int time = 0; time < 2; time++) {
                line.run("walkback", List.of("wal", "push", one), environment);
                line.run("walkback", List.of("wal", "push", one, "--storage", storage), environment);
                line.run("wal-g", List.of("wal-push", other), environment);
            }
        }
        line.run("walkback", List.of("wal", "push", file(HISTORY).toString()), environment);
        line.run("wal-g", List.of("wal-push", file("absent").toString()), environment);
    }

    private static String name(int number) {
        return "0000000100000000000000%02X".formatted(number);
    }

    private Path file(String name) {
        return folder.resolve(WAL).resolve(name);
    }
}
