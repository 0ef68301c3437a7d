package dev.walkback.engine.archive;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Writes an {@link ArchiveText} as WAL-G would have, but for the content of tars and the later pages of segments. */
final class ArchiveObjects {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MAGIC_15 = 0xD110;

    private Instant now = BEGIN;
    private final MemoryStorage storage =
            new MemoryStorage("drawn", ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    /** A clock that has passed everything that was drawn. */
    static Clock afterwards() {
        return Clock.fixed(BEGIN.plus(Duration.ofDays(365)), ZoneOffset.UTC);
    }

    MemoryStorage storing(List<DrawnTimeline> timelines) {
        for (DrawnTimeline timeline : timelines) {
            if (timeline.tellsHistory()) {
                put(
                        "wal_005/" + timeline.history().timeline().historyName() + ".lz4",
                        lz4(history(timeline.history())));
            }
            for (DrawnTimeline.Drawn drawn : timeline.drawn()) {
                now = now.plus(Duration.ofMinutes(1));
                switch (drawn) {
                    case DrawnTimeline.Drawn.InState(Segment segment, char state) -> put(timeline, segment, state);
                    case DrawnTimeline.Drawn.Pushed(DrawnBackup backup) -> put(timeline.cluster(), backup);
                }
            }
        }
        return storage;
    }

    private void put(DrawnTimeline timeline, Segment segment, char state) {
        String key = "wal_005/" + segment.name();
        byte[] content = header(timeline.cluster(), segment);
        switch (state) {
            case '=' -> put(key + ".lz4", lz4(content));
            case 'o' -> put(key + ".lz4", new byte[0]);
            case '~' -> put(key + ".partial.lz4", lz4(content));
            case ':' -> {
                put(key + ".lz4", lz4(content));
                put(key + ".zst", lz4(content));
            }
            default -> {}
        }
    }

    private void put(DrawnCluster cluster, DrawnBackup backup) {
        Instant start = now;
        now = now.plusSeconds(20);
        String folder = "basebackups_005/" + backup.name();
        put(
                String.format(
                        Locale.ROOT,
                        "wal_005/%s.%08X.backup.lz4",
                        backup.start().name(),
                        DrawnBackup.OFFSET),
                lz4("START WAL LOCATION".getBytes(StandardCharsets.UTF_8)));
        if (!backup.is('!')) {
            for (String tar : List.of("part_001", "pg_control", "backup_label")) {
                put(folder + "/tar_partitions/" + tar + ".tar.lz4", lz4(new byte[100]));
            }
        }
        if (!backup.is('%')) {
            put(folder + "/metadata.json", DrawnDocuments.metadata(cluster, backup, start, now));
        }
        put(folder + "/files_metadata.json", "{}");
        if (!backup.is('?')) {
            put(folder + "_backup_stop_sentinel.json", DrawnDocuments.sentinel(cluster, backup, start, now));
        }
    }

    private void put(String key, String content) {
        put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, byte[] content) {
        storage.write(key, Content.of(content), Overwrite.ALLOWED);
    }

    private static byte[] history(TimelineHistory history) {
        StringBuilder text = new StringBuilder();
        history.switches()
                .forEach(left -> text.append(left.from())
                        .append('\t')
                        .append(left.at())
                        .append('\t')
                        .append(left.reason())
                        .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The header of the first page. Whatever the version, that of 15. */
    private static byte[] header(DrawnCluster cluster, Segment segment) {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) MAGIC_15)
                .putShort((short) 6)
                .putInt(segment.timeline().id())
                .putLong(segment.start().bits())
                .putLong(0)
                .putLong(cluster.system().bits())
                .putInt(segment.size().bytes())
                .putInt(8192)
                .array();
    }

    /** A frame whose only block is not compressed: as good as any, and made in no time. */
    private static byte[] lz4(byte[] content) {
        byte[] begin = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, (byte) 0x82};
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(begin);
        frame.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length | 1 << 31)
                .array());
        frame.writeBytes(content);
        frame.writeBytes(new byte[4]);
        return frame.toByteArray();
    }
}
