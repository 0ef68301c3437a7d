package dev.walkback.shell.walg;

import java.util.List;

/** The commands that this face has, under the names and with the flags that WAL-G's users type. */
final class Tree {

    /** Taken by every command and shown in help. The settings, of which each is a flag too, are known to the settings' catalogue. */
    static final List<Flag> GLOBAL = List.of(
            Flag.text(
                    "config",
                    "",
                    "",
                    "file with settings (without it: WALG_CONFIG_PATH, then .walg.json and its like in the home directory)"),
            Flag.toggle("turbo", "", "ignore the rate limits of the settings"));

    private static final Flag TARGET_STORAGE =
            Flag.text("target-storage", "", "", "name of the one storage to look in; \"default\" is the primary");

    static final Verb ROOT = Verb.group(
            "wal-g",
            "",
            "WAL-G's commands for PostgreSQL archives, as walkback does them",
            List.of(),
            List.of(
                    Verb.command(
                            "backup-list",
                            "Print the list of backups",
                            Arity.NONE,
                            List.of(
                                    Flag.toggle("pretty", "", "as a bordered table; with --json, set in"),
                                    Flag.toggle("json", "", "as JSON"),
                                    Flag.toggle("detail", "", "with what each backup's metadata says"),
                                    Flag.text(
                                            "target-storage",
                                            "",
                                            "",
                                            "name of the one storage to look in; \"default\" is the primary")),
                            BackupList::run),
                    Verb.command(
                            "backup-mark backup_name",
                            "Make a backup permanent, or take that back",
                            Arity.exactly(1),
                            List.of(Flag.toggle("impermanent", "i", "take the mark away, from this backup alone")),
                            BackupMark::run),
                    Verb.command(
                            "backup-push db_directory",
                            "Make a backup and store it",
                            Arity.between(0, 1),
                            List.of(
                                    Flag.text("add-user-data", "", "", "JSON to store with the backup"),
                                    Flag.toggle(
                                            "copy-composer",
                                            "c",
                                            "copy parts of the last full backup that did not change, in the storage"),
                                    Flag.toggle("database-composer", "b", "a series of parts for each database"),
                                    Flag.text("delta-from-name", "", "", "the backup to make a delta from, by name"),
                                    Flag.text(
                                            "delta-from-user-data",
                                            "",
                                            "",
                                            "the backup to make a delta from, by the JSON stored with it"),
                                    Flag.toggle("full", "f", "never make a delta"),
                                    Flag.toggle(
                                            "permanent", "p", "protect it, and what it stands on, from being deleted"),
                                    Flag.toggle("rating-composer", "r", "pack files by how often they change"),
                                    Flag.toggle(
                                            "store-all-corrupt", "s", "note every page with a wrong checksum, not ten"),
                                    Flag.text(
                                            "target-storage",
                                            "",
                                            "",
                                            "name of the one storage to store it in; \"default\" is the primary"),
                                    Flag.toggle("verify", "v", "compare the checksums of pages that are read"),
                                    Flag.toggle(
                                            "without-files-metadata", "", "store no list of files; full backups only")),
                            BackupPush::run),
                    Verb.command(
                            "backup-fetch destination_directory [backup_name | --target-user-data <data>]",
                            "Unpack a backup into an empty directory",
                            Arity.between(1, 2),
                            List.of(
                                    Flag.text(
                                            "mask",
                                            "",
                                            "",
                                            "only files whose path within the directory fits this pattern; a star does not cross a slash"),
                                    Flag.list(
                                            "restore-only",
                                            "only these databases (app) or tables (app/orders, app/sales.orders), with commas; what came with the server comes in any case"),
                                    Flag.text(
                                            "restore-spec", "", "", "file that says where the tablespaces go, as JSON"),
                                    Flag.toggle(
                                            "reverse-unpack",
                                            "",
                                            "taken and not needed: each page is taken from the newest backup in any case"),
                                    Flag.toggle(
                                            "skip-redundant-tars",
                                            "",
                                            "taken and not needed: tars that bring nothing are never read"),
                                    Flag.text(
                                            "target-storage",
                                            "",
                                            "",
                                            "name of the one storage to look in; \"default\" is the primary"),
                                    Flag.text("target-user-data", "", "", "the backup that was stored with this JSON")),
                            BackupFetch::run),
                    Verb.command(
                            "wal-show",
                            "Print the timelines in the storage, their gaps and their backups",
                            Arity.NONE,
                            List.of(
                                    Flag.toggle(
                                            "detailed-json",
                                            "",
                                            "as JSON, with every missing segment and every backup"),
                                    Flag.toggle("without-backups", "", "do not look at backups")),
                            WalShow::run),
                    Verb.command(
                            "wal-verify",
                            "Check that no WAL is missing (integrity), or that the server is on the highest timeline (timeline)",
                            WalVerify::check,
                            List.of(
                                    Flag.text("backup-name", "", "", "begin at this backup instead of the earliest"),
                                    Flag.toggle("json", "", "as JSON"),
                                    Flag.text("lsn", "", "", "where the server is, with --timeline; else it is asked"),
                                    Flag.unsigned32("timeline", "the timeline that the server is on, with --lsn")),
                            WalVerify::run),
                    Verb.command(
                            "wal-push wal_filepath",
                            "Upload a WAL file to the storage",
                            Arity.exactly(1),
                            List.of(Flag.text(
                                    "target-storage",
                                    "",
                                    "",
                                    "name of the one storage to upload to; \"default\" is the primary")),
                            WalPush::run),
                    Verb.command(
                            "wal-receive",
                            "Receive WAL from the server and upload it, segment by segment",
                            Arity.NONE,
                            List.of(),
                            WalReceive::run),
                    Verb.command(
                            "wal-fetch wal_name destination_filename",
                            "Fetch a WAL file from the storage",
                            Arity.exactly(2),
                            List.of(TARGET_STORAGE),
                            WalFetch::run),
                    Verb.command(
                            "wal-prefetch wal_name prefetch_location",
                            "",
                            Arity.exactly(2),
                            List.of(TARGET_STORAGE),
                            WalFetch::prefetch),
                    Verb.command(
                            "copy",
                            "Copy backups to another storage, as they are stored",
                            Copy::check,
                            List.of(
                                    Flag.text(
                                            "backup-name",
                                            "b",
                                            "",
                                            "only this backup, with what it stands on, or LATEST"),
                                    Flag.text("from", "f", "", "config file of the storage to copy from"),
                                    Flag.text("to", "t", "", "config file of the storage to copy to"),
                                    Flag.toggle("with-history", "w", "also all WAL from the backup on, without a gap")),
                            Copy::run),
                    Verb.command(
                            "daemon daemon_socket_path",
                            "Push and fetch WAL files for the clients of a socket, until it is told to end",
                            Arity.exactly(1),
                            List.of(),
                            Daemon::run),
                    Verb.command(
                            "catchup-push PGDATA --from-lsn LSN",
                            "Store what brings a copy forward that has all up to a position",
                            Arity.exactly(1),
                            List.of(Flag.unsigned64("from-lsn", "what the copy has, as a decimal number")),
                            Catchup::push),
                    Verb.command(
                            "catchup-fetch PGDATA backup_name",
                            "Bring a copy forward by what was stored for it",
                            Arity.exactly(2),
                            List.of(Flag.toggle("use-new-unwrap", "", "taken and not needed: there is one way")),
                            Catchup::fetch),
                    Verb.command(
                            "catchup-list",
                            "Print what was stored to bring copies forward",
                            Arity.NONE,
                            List.of(
                                    Flag.toggle("pretty", "", "as a bordered table; with --json, set in"),
                                    Flag.toggle("json", "", "as JSON"),
                                    Flag.toggle("detail", "", "with what each one's metadata says")),
                            BackupList::catchups),
                    Verb.command(
                            "catchup-send PGDATA host:port",
                            "Send what a copy lacks to its catchup-receive; no authentication, no encryption",
                            Arity.exactly(2),
                            List.of(),
                            Catchup::send),
                    Verb.command(
                            "catchup-receive PGDATA port_number",
                            "Take it; on this machine only unless it is ADDRESS:PORT, for there is no authentication",
                            Arity.exactly(2),
                            List.of(),
                            Catchup::receive),
                    Verb.command(
                            "wal-restore target-pgdata source-pgdata",
                            "Fetch the WAL that pg_rewind needs and the source no longer has",
                            Arity.exactly(2),
                            List.of(),
                            WalRestore::run),
                    storageTools(),
                    Verb.command(
                            "flags",
                            "Print every setting as the flag that sets it",
                            Arity.ANY,
                            List.of(),
                            Tree::elsewhere),
                    Verb.command(
                            "completion bash|zsh",
                            "Print a completion script for a shell",
                            Arity.exactly(1),
                            List.of(),
                            Tree::elsewhere),
                    Verb.command(
                            "help [command]", "Print the help of a command", Arity.ANY, List.of(), Tree::elsewhere)));

    private Tree() {}

    /** These need neither settings nor a storage; {@link Walg} answers them itself. */
    private static void elsewhere(Words words, Session session) {
        throw new IllegalStateException("answered before a session is made");
    }

    private static Verb storageTools() {
        return Verb.group(
                "st",
                "(DANGEROUS) Look at and change single objects of a storage",
                "Looks at and changes single objects of a storage. What it removes or overwrites is gone: nothing here asks first.",
                List.of(
                        Flag.text("target", "t", "default", "name of the storage: a failover storage's, or 'all'"),
                        Flag.toggle("glob", "g", "the path is a pattern")),
                List.of(
                        Verb.command(
                                "ls [relative folder path]",
                                "List the objects of a folder",
                                Arity.between(0, 1),
                                List.of(
                                        Flag.toggle("recursive", "r", "with everything below the folder"),
                                        Flag.toggle(
                                                "all-versions",
                                                "",
                                                "old and deleted versions too, where the storage keeps them")),
                                Listing::list),
                        Verb.command(
                                "stat relative_object_path",
                                "Print size and time of one object",
                                Arity.exactly(1),
                                List.of(),
                                Listing::stat),
                        Verb.command(
                                "cat relative_object_path",
                                "Print an object's bytes",
                                Arity.exactly(1),
                                List.of(
                                        Flag.toggle("decrypt", "", "decrypt the object"),
                                        Flag.toggle("decompress", "", "decompress the object")),
                                Reading::cat),
                        Verb.command(
                                "get relative_object_path destination_path",
                                "Download an object into a new file",
                                Arity.exactly(2),
                                List.of(
                                        Flag.toggle("no-decrypt", "", "leave it encrypted"),
                                        Flag.toggle("no-decompress", "", "leave it compressed")),
                                Reading::get),
                        Verb.command(
                                "put local_path destination_path",
                                "Upload a file as an object",
                                Arity.between(1, 2),
                                List.of(
                                        Flag.toggle("no-encrypt", "", "do not encrypt"),
                                        Flag.toggle("no-compress", "", "do not compress, and add no extension"),
                                        Flag.toggle("force", "f", "take the place of an object that exists"),
                                        Flag.toggle("read-stdin", "s", "take the bytes from standard input")),
                                Writing::put),
                        Verb.command(
                                "rm prefix",
                                "Remove an object, or a folder with all that is in it",
                                Arity.exactly(1),
                                List.of(
                                        Flag.toggle(
                                                "all-versions",
                                                "",
                                                "every version of it, where the storage keeps them"),
                                        Flag.text("version-id", "", "", "only this version of an object")),
                                Removing::remove),
                        Verb.group(
                                "check",
                                "Test the access to a storage",
                                "Tests the access to a storage.",
                                List.of(),
                                List.of(
                                        Verb.command(
                                                "read [filename1 filename2 ...]",
                                                "Can it be listed, and are these objects there?",
                                                Arity.ANY,
                                                List.of(),
                                                Checking::read),
                                        Verb.command(
                                                "write",
                                                "Can an object be stored and removed?",
                                                Arity.NONE,
                                                List.of(),
                                                Checking::write)))));
    }
}
