package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/** What a session is, may do, and did. */
final class SessionCommands {

    private SessionCommands() {}

    static Command show() {
        return new Command(
                "session show",
                "where this session stands",
                """
                The open storage and cluster, how old the listing is, whether anything may be changed, and where history \
                and journals are kept. Everything in the prompt's status line is here, too.

                With --origin also each setting that is set, its value, and where that came from: a flag, a variable, a \
                line of a file. Secrets are shown as ***.""",
                List.of(),
                List.of(Option.flag("--origin", "Also the settings, each with where it came from.")),
                List.of(
                        Example.of("session show", "at a glance"),
                        Example.of("session show --origin --json", "which settings count, for a script")),
                List.of(),
                Effect.READS,
                true);
    }

    static Command arm() {
        return new Command(
                "session arm",
                "allow changes to the open storage, for 15 minutes",
                """
                At the prompt nothing that changes a storage is done before this. It asks for the cluster's name, so that \
                whoever types it knows where the next commands go. It then stores and deletes an object of a name nobody \
                uses: credentials that cannot write are told at once. It is journaled.

                It ends after 15 minutes, with session disarm, and when another storage is opened. On a command line and in \
                a command file there is nothing to arm: what deletes is confirmed there by its plan's fingerprint.""",
                List.of(),
                List.of(Option.value(
                        "--confirm", ValueType.TEXT, "NAME", "The cluster's name, where it is not to be asked for.")),
                List.of(
                        Example.of("session arm", "exit 4 where nobody answers").exits(4),
                        Example.of("session arm --confirm=archive", "with the answer")),
                List.of(Exit.REFUSED, Exit.NO_STORAGE, Exit.NOT_FOUND, Exit.NO_ACCESS),
                Effect.READS,
                false);
    }

    static Command disarm() {
        return new Command(
                "session disarm",
                "end session arm before its time",
                "From now on nothing that changes a storage is done at this prompt.",
                List.of(),
                List.of(),
                List.of(Example.of("session disarm", "")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command set() {
        return new Command(
                "session set",
                "change how the prompt behaves",
                """
                  offline on|off      never ask the storage; answer from the listing in memory
                  link slow|fast      on a slow line nothing is redrawn that need not be
                  accessible on|off   everything in sentences, in reading order; nothing moves

                link is slow from the start where SSH_CONNECTION is set, accessible is on where WALKBACK_ACCESSIBLE=1.""",
                List.of(
                        Argument.choice(
                                "NAME", List.of("offline", "link", "accessible"), "offline, link or accessible."),
                        Argument.required("VALUE", ValueType.TEXT, "on or off; for link slow or fast.")),
                List.of(),
                List.of(
                        Example.of("session set offline on", "keep looking at what was listed"),
                        Example.of("session set link slow", "")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command journal() {
        return new Command(
                "session journal",
                "what was changed from this account",
                """
                Lists the runs that changed something, the newest last, with how each ended: done, partly, failed, \
                interrupted, or unknown where the process died or still runs. With RUN its steps, one by one.

                The journals are files; docs/formats/journal.md describes them.""",
                List.of(Argument.optional("RUN", ValueType.TEXT, "The name of a run, as the list has it.")),
                List.of(Option.flag("--all", "Also those that are older than the last twenty.")),
                List.of(
                        Example.of("session journal", "the last runs"),
                        Example.of("session journal nothing-like-that", "exit 13: no such run")
                                .exits(13)),
                List.of(Exit.FAILED, Exit.NOT_FOUND),
                Effect.READS,
                false);
    }

    static Command refresh() {
        return new Command(
                "archive refresh",
                "list the storage again",
                """
                Everything that is asked of an archive is answered from one listing, whose age is always shown; nothing \
                is listed again behind your back. This lists again, and says what is new.

                Ctrl-C ends it; what was found until then is kept and marked as not complete. With --background the prompt \
                can be used meanwhile, and says what came of it when it is there.""",
                List.of(),
                List.of(Option.flag("--background", "Do not wait for it; at the prompt only.")),
                List.of(
                        Example.of("archive refresh", "and what is new"),
                        Example.of("archive refresh --json", "for a script")),
                List.of(Exit.FINDINGS, Exit.NO_STORAGE, Exit.NO_ACCESS, Exit.INTERRUPTED),
                Effect.READS,
                true);
    }
}
