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
                WALG_UPLOAD_WAL_METADATA is stored, as WAL-G does.""",
                List.of(Argument.required("FILE", ValueType.FILE, "The file, %p of archive_command.")),
                List.of(
                        Option.flag("--overwrite", "Replace what is archived under the name with other content."),
                        Option.value(
                                "--another-cluster",
                                ValueType.TEXT,
                                "IDENTIFIER",
                                "The system identifier of a cluster that may archive here beside those that do, from now on.")),
                List.of(Example.of(
                        "wal push pg_wal/000000010000000000000009 --storage vault",
                        "one segment, as PostgreSQL would push it")),
                List.of(Exit.REFUSED, Exit.KEY, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }
}
