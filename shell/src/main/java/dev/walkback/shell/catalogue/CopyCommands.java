package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** Backups brought to another storage. */
final class CopyCommands {

    private static final Option TO =
            Option.value("--to", ValueType.STORAGE, "NAME|URL", "The storage to copy to. Required.");
    private static final Option WITHOUT_WAL =
            Option.flag("--without-wal", "Even when WAL that a backup needs is not in the archive.");

    private CopyCommands() {}

    static Command backup() {
        return new Command(
                "backup copy",
                "copy a backup to another storage, with all that it needs",
                """
                Copies a backup, every backup that it stands on, and the WAL that makes them consistent, as they are stored: nothing is \
                decoded, and no key is needed. Histories of timelines come along, and with --with-history all later WAL.

                WAL and parts go first, sentinels last and parents before children: broken off anywhere, the target holds whole backups \
                or none. The same command goes on: what is there with the same bytes is passed by. Other bytes under one of the keys are \
                never overwritten, and nothing is copied then. Each object is compared with its source when it is stored; services that \
                tell a content's MD5 are asked for it, from others it is read back.""",
                List.of(Argument.required(
                        "NAME", ValueType.BACKUP, "LATEST, a backup's name, or the segment it starts in.")),
                List.of(TO, Option.flag("--with-history", "Also all later WAL."), WITHOUT_WAL),
                List.of(
                        Example.of("backup copy LATEST --storage orders --to mirror", "the newest, with its chain"),
                        Example.of(
                                "backup copy 1/0/06 --storage orders --to mirror --with-history",
                                "and every moment since")),
                ArchiveCommands.exits(
                        Exit.FAILED, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command archive() {
        return new Command(
                "archive copy",
                "copy all backups of a cluster and their WAL to another storage",
                """
                Copies all backups, and all WAL from the first of them on, as backup copy does it: whole or not at all, gone on with by \
                the same command, never over other content, each object compared with its source. Run again and again it keeps a \
                second archive up to date; what was deleted from the first one stays in the second.""",
                List.of(),
                List.of(TO, WITHOUT_WAL),
                List.of(
                        Example.of("archive copy --storage orders --to mirror", "all of it"),
                        Example.of("archive copy --storage orders --to mirror --json", "for a script")),
                ArchiveCommands.exits(Exit.FAILED, Exit.REFUSED, Exit.CHANGED, Exit.UNREACHABLE_MOMENT, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }
}
