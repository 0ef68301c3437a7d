package dev.walkback.engine.push.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.ObjectInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backups that are put up one after another. */
final class MadeShelf implements ParentShelf {

    static final PgVersion VERSION = new PgVersion(150_018);
    static final SystemIdentifier SYSTEM = new SystemIdentifier(7);
    private static final Instant DAWN = Instant.parse("2026-05-01T10:00:00Z");
    private static final String USUAL = """
            {"Files":{"/PG_VERSION":{"MTime":"2026-05-01T09:00:00Z"}},"TarFileSets":{"part_001.tar.lz4":["/PG_VERSION"]}}""";

    private final List<Backup> backups = new ArrayList<>();
    String files = USUAL;

    /** What a backup is like, where it is not as usual. */
    record Traits(
            SystemIdentifier system,
            PgVersion version,
            boolean permanent,
            @Nullable String userData,
            boolean metadata) {

        static final Traits USUAL = new Traits(SYSTEM, VERSION, false, null, true);
    }

    Backup full(int timeline, long start, long finish) {
        return add(timeline, start, finish, null, Traits.USUAL);
    }

    Backup full(int timeline, long start, long finish, Traits traits) {
        return add(timeline, start, finish, null, traits);
    }

    Backup delta(int timeline, long start, long finish, Backup parent) {
        return delta(timeline, start, finish, parent, Traits.USUAL);
    }

    Backup delta(int timeline, long start, long finish, Backup parent, Traits traits) {
        Sentinel.Delta theirs = parent.sentinel().optional().orElseThrow().delta();
        BackupName full = theirs == null || theirs.full() == null ? parent.name() : theirs.full();
        int count = theirs == null || theirs.count() == null ? 1 : theirs.count() + 1;
        return add(
                timeline,
                start,
                finish,
                new Sentinel.Delta(parent.name(), parent.start().orElseThrow(), full, count),
                traits);
    }

    void lose(Backup backup) {
        backups.remove(backup);
    }

    private Backup add(int timeline, long start, long finish, Sentinel.@Nullable Delta delta, Traits traits) {
        String segment = Segment.at(new Timeline(timeline), new Lsn(start), SegmentSize.USUAL)
                .name();
        String text = "base_" + segment
                + (delta == null
                        ? ""
                        : "_D_" + delta.parent().start().orElseThrow().name());
        BackupName name = new BackupName(text);
        Sentinel sentinel = new Sentinel(
                2,
                new Lsn(start),
                new Lsn(finish),
                delta,
                traits.version(),
                traits.system(),
                9,
                3,
                9,
                null,
                null,
                false,
                false,
                DAWN,
                DAWN,
                "db1",
                "/data",
                false,
                List.of(),
                Map.of());
        BackupMetadata metadata = new BackupMetadata(
                DAWN,
                DAWN,
                "db1",
                "/data",
                traits.version(),
                new Lsn(start),
                new Lsn(finish),
                traits.permanent(),
                traits.system(),
                9,
                3,
                traits.userData());
        String folder = "basebackups_005/" + text + "/";
        Backup backup = new Backup(
                name,
                "basebackups_005/" + text + "_backup_stop_sentinel.json",
                DAWN.plusSeconds(backups.size()),
                new Document.Read<>(sentinel),
                traits.metadata() ? new Document.Read<>(metadata) : new Document.Absent<>(),
                new BackupObjects(
                        List.of(object(folder + "tar_partitions/part_001.tar.lz4")),
                        object(folder + "files_metadata.json"),
                        List.of()));
        backups.add(backup);
        return backup;
    }

    private static ObjectInfo object(String key) {
        return new ObjectInfo(key, 100, DAWN, null);
    }

    @Override
    public List<BackupName> newestFirst() {
        return backups.reversed().stream().map(Backup::name).toList();
    }

    @Override
    public Optional<Backup> backup(BackupName name) {
        return backups.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public Document<FilesMetadata> files(Backup backup) {
        try {
            return FilesMetadata.read(new ByteArrayInputStream(files.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Document<PgControl> control(Backup backup) {
        return new Document.Absent<>();
    }
}
