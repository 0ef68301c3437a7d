package dev.walkback.shell.walg;

import dev.walkback.shell.report.GoJson;
import dev.walkback.shell.walg.backup.DetailedBackup;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.shell.walg.backup.Metadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What WAL-G tells of a backup, field by field: for tables and for JSON. */
final class BackupFields {

    static final List<String> NAMES = List.of("backup_name", "modified", "wal_file_name", "storage_name");
    static final List<String> DETAILED_NAMES = List.of(
            "start_time",
            "finish_time",
            "hostname",
            "data_dir",
            "pg_version",
            "start_lsn",
            "finish_lsn",
            "is_permanent");
    static final List<String> HEADINGS = List.of("Backup name", "Modified", "WAL file name", "Storage name");
    static final List<String> DETAILED_HEADINGS = List.of(
            "Start time", "Finish time", "Hostname", "Datadir", "PG version", "Start LSN", "Finish LSN", "Permanent");

    private final GoTime times;

    BackupFields(GoTime times) {
        this.times = times;
    }

    /**
     * @param metadata null when it is not asked for
     * @param weekdays times for people instead of for programs
     */
    String[] cells(ListedBackup backup, @Nullable Metadata metadata, boolean weekdays) {
        GoTime zone = zone(backup);
        List<String> cells = new ArrayList<>(List.of(
                backup.name(),
                weekdays ? zone.weekday(backup.modified()) : zone.seconds(backup.modified()),
                backup.walFileName(),
                backup.storage()));
        if (metadata != null) {
            GoTime start = times.of(metadata.startTime());
            GoTime finish = times.of(metadata.finishTime());
            cells.addAll(List.of(
                    weekdays
                            ? start.weekday(metadata.startTime().toInstant())
                            : start.seconds(metadata.startTime().toInstant()),
                    weekdays
                            ? finish.weekday(metadata.finishTime().toInstant())
                            : finish.seconds(metadata.finishTime().toInstant()),
                    metadata.hostname(),
                    metadata.dataDirectory(),
                    Long.toString(metadata.pgVersion()),
                    metadata.start().toString(),
                    metadata.finish().toString(),
                    Boolean.toString(metadata.permanent())));
        }
        return cells.toArray(String[]::new);
    }

    void write(DetailedBackup backup, GoJson json) throws IOException {
        write(backup.listed(), backup.metadata(), json);
    }

    void write(ListedBackup backup, @Nullable Metadata metadata, GoJson json) throws IOException {
        json.beginObject();
        json.name("backup_name").text(backup.name());
        json.name("time").text(zone(backup).nanoseconds(backup.modified()));
        json.name("wal_file_name").text(backup.walFileName());
        json.name("storage_name").text(backup.storage());
        if (metadata != null) {
            write(metadata, json);
        }
        json.endObject();
    }

    private void write(Metadata metadata, GoJson json) throws IOException {
        json.name("start_time")
                .text(times.of(metadata.startTime())
                        .nanoseconds(metadata.startTime().toInstant()));
        json.name("finish_time")
                .text(times.of(metadata.finishTime())
                        .nanoseconds(metadata.finishTime().toInstant()));
        json.name("date_fmt").text(metadata.dateFormat());
        json.name("hostname").text(metadata.hostname());
        json.name("data_dir").text(metadata.dataDirectory());
        json.name("pg_version").number(metadata.pgVersion());
        json.name("start_lsn").unsigned(metadata.start().bits());
        json.name("finish_lsn").unsigned(metadata.finish().bits());
        json.name("is_permanent").truth(metadata.permanent());
        Long identifier = metadata.systemIdentifier();
        json.name("system_identifier");
        if (identifier == null) {
            json.nothing();
        } else {
            json.unsigned(identifier);
        }
        json.name("uncompressed_size").number(metadata.uncompressedBytes());
        json.name("compressed_size").number(metadata.compressedBytes());
        if (metadata.userData() != null) {
            json.name("user_data").any(metadata.userData());
        }
    }

    private GoTime zone(ListedBackup backup) {
        return backup.inUtc() ? times.utc() : times;
    }
}
