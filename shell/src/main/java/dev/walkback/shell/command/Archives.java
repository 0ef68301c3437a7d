package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.session.Listing;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import java.time.Duration;
import java.util.Map;

/** The archive that a command is about. */
final class Archives {

    private static final Duration GLANCE = Duration.ofMillis(50);

    private Archives() {}

    /** As it was listed before where it was, else listed now. */
    static Archive of(Invocation invocation, Session session) throws InterruptedException {
        Sitting sitting = session.sitting();
        if (isAnother(invocation, sitting)) {
            String named = invocation.value("--storage").orElse("");
            return listed(
                    session,
                    Listing.start(
                            named,
                            session.console().clock(),
                            objects -> session.looker().look(named, objects),
                            kept -> {},
                            over -> {}));
        }
        Archive known = sitting.standing().archive();
        return known == null ? fresh(session) : known;
    }

    /** Listed now, whatever is known. Goes on with the listing that runs. */
    static Archive fresh(Session session) throws InterruptedException {
        return listed(session, begun(session));
    }

    /** Begins to list the open storage, and does not wait for it. */
    static Listing begun(Session session) {
        Sitting sitting = session.sitting();
        sitting.checkOnline();
        String storage = sitting.standing().storage();
        return sitting.list(objects -> session.looker().look(storage, objects));
    }

    /** Whether the command names another storage, or other settings, than those of the sitting. */
    private static boolean isAnother(Invocation invocation, Sitting sitting) {
        Map<String, String> said = invocation.options();
        return !said.getOrDefault("--storage", sitting.standing().storage())
                        .equals(sitting.standing().storage())
                || !said.getOrDefault("--config", sitting.options().getOrDefault("--config", ""))
                        .equals(sitting.options().getOrDefault("--config", ""));
    }

    /** Ctrl-C at the prompt ends the listing, not the command: what was found is kept, and marked as not all. */
    private static Archive listed(Session session, Listing listing) throws InterruptedException {
        listing.attend();
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (!listing.await(GLANCE)) {
                waiting.told("listing: " + Text.count(listing.objects(), "object"));
            }
        } catch (InterruptedException stop) {
            listing.stop();
            listing.await();
            if (session.sitting().occasion() != Occasion.PROMPT || listing.archive() == null) {
                throw stop;
            }
            session.reporter()
                    .note("stopped: the listing is not complete, and what follows is what was seen until then");
        }
        Archive archive = listing.archive();
        if (archive != null) {
            return archive;
        }
        switch (listing.failure()) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException(listing.failure());
        }
    }
}
