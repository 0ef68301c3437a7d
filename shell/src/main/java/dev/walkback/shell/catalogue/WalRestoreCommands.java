package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** WAL brought back to where a server once had it. */
final class WalRestoreCommands {

    private WalRestoreCommands() {}

    static Command restore() {
        return new Command(
                "wal restore",
                "bring back WAL that pg_rewind needs",
                """
                For pg_rewind between two directories of one cluster on one machine: TARGET, which is to be rewound, and SOURCE, which was \
                promoted. Since the two lines parted SOURCE may have recycled WAL that the rewound TARGET will replay; what is missing in \
                SOURCE's pg_wal, from its newest segment down to the one where the lines part, is fetched from the archive into it.

                Each segment is checked before it appears: length, headers, system identifier. One that cannot be fetched does not keep \
                the others from coming, and the exit code is 3 then; under the name wal-g it stays 0, as scripts there expect.

                Nothing is fetched into TARGET: pg_rewind --restore-target-wal does that, by TARGET's restore_command.""",
                List.of(
                        Argument.required("TARGET", ValueType.FILE, "The data directory that is to be rewound."),
                        Argument.required("SOURCE", ValueType.FILE, "The data directory that was promoted.")),
                List.of(),
                List.of(Example.of("wal restore /srv/old /srv/new --storage orders", "exit 1: no such directory here")
                        .exits(1)),
                ArchiveCommands.exits(Exit.FAILED, Exit.FINDINGS, Exit.REFUSED, Exit.KEY),
                Effect.WRITES_LOCAL,
                true);
    }
}
