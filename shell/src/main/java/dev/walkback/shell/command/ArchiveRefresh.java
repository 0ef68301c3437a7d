package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ListingReport;
import dev.walkback.shell.session.Occasion;
import org.jspecify.annotations.Nullable;

/** {@code archive refresh}: lists again. */
final class ArchiveRefresh {

    private ArchiveRefresh() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        if (invocation.has("--background") && session.sitting().occasion() == Occasion.PROMPT) {
            Archives.begun(session);
            session.reporter().note("listing in the background; what comes of it is said when it is there");
            return Exit.DONE;
        }
        invocation.value("--storage").ifPresent(session.sitting()::open);
        @Nullable Archive before = session.sitting().standing().archive();
        Archive archive = Archives.fresh(session);
        session.reporter().show(new ListingReport(archive, before));
        return archive.complete() ? Exit.DONE : Exit.FINDINGS;
    }
}
