package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** What is changed about backups after they were made. */
final class MarkCommands {

    private static final Argument NAME =
            Argument.required("NAME", ValueType.BACKUP, "LATEST, a backup's name, or the segment it starts in.");

    private MarkCommands() {}

    static Command mark() {
        return new Command(
                "backup mark",
                "make a backup permanent: retention never deletes it",
                """
                Makes a backup permanent, and with a delta every backup that it stands on, the full backup first: killed in between, no \
                permanent delta stands on a backup that may be deleted. What is permanent already stays so; that is no failure.

                Only metadata.json changes, and of it one value: fields that walkback does not know stay. Each change is journaled.""",
                List.of(NAME),
                List.of(),
                List.of(
                        Example.of("backup mark LATEST --storage vault", "the newest, with all that it stands on"),
                        Example.of("backup mark 1/0/06 --storage vault --json", "for a script")),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }

    static Command unmark() {
        return new Command(
                "backup unmark",
                "let retention delete a backup again, when confirmed",
                """
                Takes the permanent mark from one backup. What it stands on keeps its own. While a permanent delta stands on the backup it is \
                refused with 4, and the delta is named: it would be lost with the backup.

                Without --confirm nothing is changed: the plan is printed, with its fingerprint. Called again with \
                --confirm=FINGERPRINT it does that plan; when anything changed in between, nothing is done and the exit code is 11.""",
                List.of(NAME),
                List.of(Option.value(
                        "--confirm", ValueType.TEXT, "FINGERPRINT", "Do the plan that has this fingerprint.")),
                List.of(
                        Example.of("backup unmark LATEST --storage vault", "print the plan"),
                        Example.of(
                                        "backup unmark LATEST --storage vault --confirm=0000-0000",
                                        "exit 4: nobody was shown that plan")
                                .exits(4)),
                ArchiveCommands.exits(Exit.FINDINGS, Exit.REFUSED, Exit.CHANGED, Exit.NOT_FOUND, Exit.DAMAGED),
                Effect.CHANGES_STORAGE,
                true);
    }
}
