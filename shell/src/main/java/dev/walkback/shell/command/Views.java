package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.archive.View;

/** The cluster that a command is about, thought through. */
public final class Views {

    private Views() {}

    public static View of(Invocation invocation, Session session) throws InterruptedException {
        Archive archive = session.archive(invocation);
        Cluster cluster =
                Clusters.of(archive, invocation, session.sitting().standing().chosen());
        ArchiveFindings findings = session.sitting().findings(archive);
        return new View(findings, findings.of(cluster).orElseThrow(), again(invocation, archive, cluster));
    }

    private static String again(Invocation invocation, Archive archive, Cluster cluster) {
        boolean one = archive.clusters().size() == 1;
        String which =
                cluster.identifier() == null ? "unknown" : cluster.identifier().toString();
        return Retyped.storage(invocation) + (one ? "" : " " + ShellWord.quoted("--cluster=" + which));
    }

    /**
     * Shows what was asked for. A listing that broke off is told on every way out: the page, the JSON, and here for records and for
     * those who look at the exit code only.
     */
    static Exit shown(Report report, Archive archive, boolean problems, Session session) {
        session.reporter().show(report);
        if (!archive.complete() && session.reporter().style().plain()) {
            session.reporter().note("not all could be listed: there may be more than is shown");
        }
        return problems || !archive.complete() ? Exit.FINDINGS : Exit.DONE;
    }
}
