package dev.walkback.shell;

import dev.walkback.engine.walfetch.Spool;
import dev.walkback.engine.walfetch.StreamGuard;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL runs while it recovers, on segments made up for it. */
final class FetchRehearsal {

    private static final int SEGMENT = 1 << 20;
    private static final int PAGE = 8192;
    private static final long CLUSTER = 7_710_575_489_334_120_503L;
    private static final int MAGIC = 0xD110;
    private static final int LONG_HEADER = 2;

    private static final String LZ4 = "00000001000000000000000A";
    private static final String ZSTD = "00000001000000000000000B";
    private static final String ABSENT = "00000001000000000000000F";
    private static final String HISTORY = "00000002.history";

    private final Path folder;

    FetchRehearsal(Path folder) {
        this.folder = folder;
    }

    /** Runs one line under a name. */
    @FunctionalInterface
    interface Line {
        void run(String name, List<String> line, Map<String, String> environment) throws IOException;
    }

    void run(boolean s3, Line line) throws IOException {
        Path wal = folder.resolve("wal_005");
        segment(wal.resolve(LZ4 + ".lz4"), "lz4", 0xA);
        segment(wal.resolve(ZSTD + ".zst"), "zstd", 0xB);
        Map<String, String> environment = new HashMap<>(Map.of("WALKBACK_PREFETCH_IDLE", "300ms"));
        if (!s3) {
            environment.put("WALG_FILE_PREFIX", folder.toString());
            lines(environment, line);
            return;
        }
        try (RehearsalStore store = RehearsalStore.of(folder)) {
            environment.putAll(store.settings());
            environment.put("WALKBACK_STORAGE", RehearsalStore.STORAGE);
            environment.put("WALG_S3_PREFIX", RehearsalStore.STORAGE);
            lines(environment, line);
        }
    }

    private void lines(Map<String, String> environment, Line line) throws IOException {
        for (String name : List.of(LZ4, ZSTD, ABSENT, HISTORY)) {
            line.run("walkback", List.of("wal", "fetch", name, place("native-" + name)), environment);
            line.run("wal-g", List.of("wal-fetch", name, place("walg-" + name)), environment);
        }
        Spool spool = new Spool(folder.resolve("spool"));
        new StreamGuard(spool, List.of("walkback"), List.of(), Map.of()).write();
        for (String name : List.of(LZ4, HISTORY, ABSENT)) {
            Files.createFile(spool.folder()
                    .resolve("ask")
                    .resolve(name + "." + ProcessHandle.current().pid()));
        }
        line.run("walkback", List.of("wal", "prefetch", spool.folder().toString()), environment);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    /** One that begins as real ones do, and is empty behind that. */
    static void segment(Path file, String method, long number) throws IOException {
        Codec codec = Codecs.named(method).orElseThrow();
        ByteBuffer bytes = ByteBuffer.allocate(SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) MAGIC).putShort((short) LONG_HEADER).putInt(1).putLong(number * SEGMENT);
        bytes.putInt(0).putInt(0).putLong(CLUSTER).putInt(SEGMENT).putInt(PAGE);
        try (OutputStream out = codec.encoding(Files.newOutputStream(file))) {
            out.write(bytes.array());
        }
    }
}
