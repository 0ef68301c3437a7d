package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** WAL on its way into the archive. */
final class WalPushCommands {

    private WalPushCommands() {}

    static Command push() {
        return new Command(
                "wal push",
                "store one WAL file, checked: for archive_command",
                """
                Stores FILE under WAL-G's name, compressed and encrypted as the settings say, and ends with 0 only when the archive \
                has it for good: on the disk, or acknowledged by the service. archive_command = 'walkback wal push "%p"'.

                A segment must have its exact length and begin with the header of that very segment, of the archive's cluster. WAL of \
                another cluster is refused; after pg_upgrade or a new initdb --another-cluster lets it in. Whose the archive is \
                stands in its object walkback_clusters.json; where there is none yet, its backups tell, else its WAL. Other \
                files (.history, .backup, .partial) pass.

                What is archived with equal content is success, in whatever codec, and nothing is stored twice. Other content is never \
                replaced, unless --overwrite or WALG_PREVENT_WAL_OVERWRITE=false says so; a timeline's history not even then. \
                With a key that can only encrypt, a hash beside the object tells equal from different.

                Meanwhile other files that the server has ready are sent along (TOTAL_BG_UPLOADED_LIMIT, WALG_UPLOAD_CONCURRENCY), and \
                WALG_UPLOAD_WAL_METADATA is stored, as WAL-G does.

                With --spool instead of FILE nothing is stored: DIR is made, with a script for archive_command in it, and the lines \
                for postgresql.conf are printed. The script starts no Java: it finds that the file is acknowledged, or asks one \
                long-lived uploader, which it starts where none lives, and which stores what the server has ready, many at once \
                (WALG_UPLOAD_CONCURRENCY). The server is told of success only when the archive has that very file. Run it as \
                the server's user, with the settings that archiving is to have; DIR must not be in the data directory. Secrets do \
                not go into the script: that user's own settings must have them. One call waits no longer than WALKBACK_PUSH_WAIT.""",
                List.of(Argument.optional("FILE", ValueType.FILE, "The file, %p of archive_command.")),
                List.of(
                        Option.flag("--overwrite", "Replace what is archived under the name with other content."),
                        Option.value(
                                "--spool",
                                ValueType.FILE,
                                "DIR",
                                "Make a spool and its script there, and print the settings."),
                        Option.value(
                                "--another-cluster",
                                ValueType.TEXT,
                                "IDENTIFIER",
                                "The system identifier of a cluster that may archive here beside those that do, from now on.")),
                List.of(
                        Example.of(
                                "wal push pg_wal/000000010000000000000009 --storage vault",
                                "one segment, as PostgreSQL would push it"),
                        Example.of(
                                "wal push --spool spool --storage vault",
                                "a script for archive_command that starts no Java")),
                List.of(Exit.REFUSED, Exit.KEY, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command upload() {
        return new Command(
                "wal upload",
                "store what a server has ready, and acknowledge it in a spool",
                """
                Run by the script that wal push --spool writes; one for each spool, and a second ends at once. Stores each file that \
                archive_status says is ready, the oldest first and WALG_UPLOAD_CONCURRENCY at once, checked as wal push does, and \
                acknowledges it when the archive has it for good. What cannot be stored is told to the script when the server asks \
                for it, and tried again.

                Ends by itself when the server is gone, or when it asked for nothing for a while (WALKBACK_PUSH_IDLE).""",
                List.of(Argument.required("SPOOL", ValueType.FILE, "The folder that the script lies in.")),
                List.of(Option.value("--data", ValueType.FILE, "DIR", "The server's data directory.")
                        .otherwise("PGDATA, else the working directory")),
                List.of(),
                List.of(Exit.REFUSED, Exit.KEY),
                Effect.CHANGES_STORAGE,
                true);
    }
}
