package dev.walkback.shell.catalogue;

import java.util.List;
import java.util.stream.Stream;

/** What can be asked of a restore; every command that plans one has these. */
final class RestoreOptions {

    private RestoreOptions() {}

    static List<Option> all() {
        return Stream.of(moment(), choice(), place(), server())
                .flatMap(List::stream)
                .toList();
    }

    static List<Option> moment() {
        return List.of(
                Option.value(
                        "--time",
                        ValueType.TEXT,
                        "T",
                        "Back to this time: '2026-03-14 14:31:07Z', with an offset, or -2h. A zone is required."),
                Option.value("--xid", ValueType.TEXT, "N", "Back to the end of this transaction."),
                Option.value(
                        "--lsn", ValueType.LSN, "LSN", "Back to the record at this position, or the first after it."),
                Option.value(
                        "--name",
                        ValueType.TEXT,
                        "NAME",
                        "Back to the first restore point of this name after the backup."),
                Option.flag("--immediate", "As soon as the backup is consistent."),
                Option.flag("--latest", "As far as WAL leads, which is the default."),
                Option.flag("--inclusive", "Keep what ends at the very moment, which is the default."),
                Option.flag("--exclusive", "Stop just before it."));
    }

    static List<Option> choice() {
        return List.of(
                Option.value("--timeline", ValueType.TIMELINE, "N", "The timeline that the moment lies on.")
                        .otherwise("the one that leads to the newest"),
                Option.value("--backup", ValueType.BACKUP, "NAME", "Start from this backup.")
                        .otherwise("the one with the least work"),
                Option.value(
                                "--without",
                                ValueType.BACKUP,
                                "NAME",
                                "Not from this backup, nor from those that stand on it. May be repeated.")
                        .repeated());
    }

    static List<Option> place() {
        return List.of(
                Option.value(
                        "--into", ValueType.FILE, "DIR", "The data directory, which has to be empty or not there."),
                Option.flag("--replace", "What is in the directory is moved aside first; nothing is deleted."),
                Option.value(
                                "--tablespace",
                                ValueType.TEXT,
                                "OLD=NEW",
                                "A tablespace goes elsewhere; OLD is where it was, or its number. May be repeated.")
                        .repeated(),
                Option.value(
                        "--tablespaces-under",
                        ValueType.FILE,
                        "DIR",
                        "All tablespaces go into this folder, by their numbers."),
                Option.value("--wal-directory", ValueType.FILE, "DIR", "pg_wal is here, and a link leads to it."),
                Option.value("--user", ValueType.TEXT, "USER[:GROUP]", "Whom everything is to belong to.")
                        .otherwise("whoever runs this"),
                Option.value(
                                "--only-database",
                                ValueType.TEXT,
                                "NAME",
                                "Only this database; the others can only be dropped afterwards. May be repeated.")
                        .repeated(),
                Option.value("--stage", ValueType.FILE, "DIR", "Where WAL is staged.")
                        .otherwise("DIR.wal, beside the data directory"),
                Option.flag("--stream", "WAL comes while the server replays, instead of being staged."));
    }

    static List<Option> server() {
        return List.of(
                Option.flag("--standby", "The server stays a replica."),
                Option.value(
                        "--primary-conninfo",
                        ValueType.TEXT,
                        "CONNINFO",
                        "How a standby reaches its primary, without a password."),
                Option.value("--port", ValueType.TEXT, "PORT", "The server's port.")
                        .otherwise("one that is not the source's"),
                Option.value(
                                "--set",
                                ValueType.TEXT,
                                "NAME=VALUE",
                                "A setting of the server, such as shared_buffers=1GB. May be repeated.")
                        .repeated(),
                Option.flag("--pause", "At the target stop and let somebody look, which is the default."),
                Option.flag("--promote", "At the target begin a timeline of its own."),
                Option.flag("--shutdown", "At the target shut down."));
    }
}
