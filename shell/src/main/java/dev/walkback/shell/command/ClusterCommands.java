package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.ClusterList;
import dev.walkback.shell.session.Occasion;
import java.util.List;

/** {@code cluster list} and {@code cluster use}. */
final class ClusterCommands {

    private ClusterCommands() {}

    static Exit list(Invocation invocation, Session session) throws InterruptedException {
        Archive archive = session.archive(invocation);
        Misplaced.check(archive);
        return Views.shown(new ClusterList(session.sitting().findings(archive)), archive, false, session);
    }

    static Exit use(Invocation invocation, Session session) throws InterruptedException {
        Archive archive = session.archive(invocation);
        Cluster cluster = Clusters.named(archive, invocation.argument(0), invocation);
        session.sitting().use(cluster.identifier());
        ArchiveFindings all = session.sitting().findings(archive);
        ArchiveFindings only = new ArchiveFindings(
                archive, all.general(), List.of(all.of(cluster).orElseThrow()));
        Exit exit = Views.shown(new ClusterList(only), archive, false, session);
        if (session.sitting().occasion() == Occasion.COMMAND) {
            session.reporter()
                    .note("a choice lasts as long as the process; --cluster=" + cluster.identifier()
                            + " says it with any command");
        }
        return exit;
    }
}
