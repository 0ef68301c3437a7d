package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.Shelves;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A cluster put together by hand. */
public final class Sketch {

    public static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");

    private static final PgVersion VERSION = new PgVersion(150_018);

    private final SegmentSize size;
    private final Map<Timeline, TreeSet<Segment>> segments = new TreeMap<>();
    private final Map<Timeline, Document<TimelineHistory>> histories = new TreeMap<>();
    private final List<Backup> backups = new ArrayList<>();

    public Sketch(SegmentSize size) {
        this.size = size;
    }

    /** Adds segments, both ends included. */
    public Sketch wal(int timeline, long first, long last) {
        Timeline on = new Timeline(timeline);
        TreeSet<Segment> there = segments.computeIfAbsent(on, any -> new TreeSet<>());
        for (long number = first; number <= last; number++) {
            there.add(new Segment(on, number, size));
        }
        return this;
    }

    public Sketch without(int timeline, long first, long last) {
        Timeline on = new Timeline(timeline);
        for (long number = first; number <= last; number++) {
            segments.get(on).remove(new Segment(on, number, size));
        }
        return this;
    }

    /** @param switches ancestors and where they were left, oldest first */
    public Sketch history(int timeline, Object... switches) {
        List<TimelineHistory.Switch> left = new ArrayList<>();
        for (int i = 0; i < switches.length; i += 2) {
            left.add(new TimelineHistory.Switch(new Timeline((Integer) switches[i]), (Lsn) switches[i + 1], "by hand"));
        }
        return history(new TimelineHistory(new Timeline(timeline), left));
    }

    public Sketch history(TimelineHistory history) {
        histories.put(history.timeline(), new Document.Read<>(history));
        return this;
    }

    /** The position a part of a segment, in quarters, into it. */
    public Lsn at(long number, int quarters) {
        return new Lsn(number * size.bytes() + (long) size.bytes() / 4 * quarters);
    }

    public Sketch full(int timeline, Lsn start, Lsn finish) {
        return backup(name(timeline, start, null), start, finish, null, false);
    }

    public Sketch permanent(int timeline, Lsn start, Lsn finish) {
        return backup(name(timeline, start, null), start, finish, null, true);
    }

    /** A delta of the backup that was added last. */
    public Sketch delta(int timeline, Lsn start, Lsn finish) {
        Backup parent = backups.getLast();
        Integer count = parent.sentinel()
                .optional()
                .flatMap(Sentinel::origin)
                .map(Sentinel.Delta::count)
                .orElse(0);
        return delta(timeline, start, finish, parent, parent.start().orElseThrow(), count + 1);
    }

    public Sketch delta(int timeline, Lsn start, Lsn finish, Backup parent, Lsn since, int count) {
        Sentinel.Delta delta =
                new Sentinel.Delta(parent.name(), since, backups.getFirst().name(), count);
        return backup(name(timeline, start, parent), start, finish, delta, false);
    }

    public Sketch add(Backup backup) {
        backups.add(backup);
        return this;
    }

    public Backup last() {
        return backups.getLast();
    }

    public Cluster cluster() {
        TreeSet<Timeline> timelines = new TreeSet<>(segments.keySet());
        timelines.addAll(histories.keySet());
        List<TimelineWal> wal = new ArrayList<>();
        for (Timeline timeline : timelines) {
            wal.add(Shelves.holding(
                    Coverage.of(timeline, segments.getOrDefault(timeline, new TreeSet<>())),
                    size,
                    histories.getOrDefault(timeline, new Document.Absent<>()),
                    DAWN));
        }
        return new Cluster(new SystemIdentifier(7), size, true, VERSION, wal, backups);
    }

    private Sketch backup(BackupName name, Lsn start, Lsn finish, Sentinel.@Nullable Delta delta, boolean permanent) {
        Instant finished = DAWN.plusSeconds(size.numberBefore(finish));
        Sentinel sentinel = new Sentinel(
                2,
                start,
                finish,
                delta,
                VERSION,
                new SystemIdentifier(7),
                900,
                300,
                900,
                null,
                null,
                false,
                false,
                finished.minusSeconds(1),
                finished,
                "db1",
                "/data",
                permanent,
                List.of(),
                Map.of());
        backups.add(new Backup(
                name,
                "basebackups_005/" + name + "_backup_stop_sentinel.json",
                finished,
                new Document.Read<>(sentinel),
                new Document.Read<>(new BackupMetadata(
                        finished.minusSeconds(1),
                        finished,
                        "db1",
                        "/data",
                        VERSION,
                        start,
                        finish,
                        permanent,
                        new SystemIdentifier(7),
                        900,
                        300,
                        null)),
                objects(name)));
        return this;
    }

    private static BackupObjects objects(BackupName name) {
        String folder = "basebackups_005/" + name + "/";
        return new BackupObjects(
                List.of(
                        object(folder + "tar_partitions/backup_label.tar.lz4"),
                        object(folder + "tar_partitions/part_001.tar.lz4"),
                        object(folder + "tar_partitions/pg_control.tar.lz4")),
                object(folder + "files_metadata.json"),
                List.of());
    }

    static ObjectInfo object(String key) {
        return object(key, 100);
    }

    static ObjectInfo object(String key, long bytes) {
        return new ObjectInfo(key, bytes, DAWN, null);
    }

    private BackupName name(int timeline, Lsn start, @Nullable Backup parent) {
        String name = "base_" + Segment.at(new Timeline(timeline), start, size).name();
        return new BackupName(
                parent == null ? name : name + "_D_" + parent.name().text().substring(5, 29));
    }
}
