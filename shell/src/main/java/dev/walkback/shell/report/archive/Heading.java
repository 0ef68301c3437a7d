package dev.walkback.shell.report.archive;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;

/** Which archive is shown, how old the listing is, and whether it was all. Above everything that was made from a listing. */
public final class Heading {

    private Heading() {}

    public static void print(Page page, View view) {
        Cluster cluster = view.cluster();
        StringBuilder more = new StringBuilder();
        more.append("   system ").append(cluster.identifier() == null ? "unknown" : cluster.identifier());
        if (cluster.pgVersion() != null) {
            more.append("   PG ").append(cluster.pgVersion());
        }
        more.append("   ").append(cluster.segmentSize()).append(" segments");
        more.append(cluster.segmentSizeIsKnown() ? "" : " (assumed)");
        print(page, view.archive(), more.toString());
    }

    static void print(Page page, Archive archive, String more) {
        if (page.plain()) {
            return;
        }
        String place = page.name(archive.location().text());
        String all = place + more + "   " + listed(page, archive);
        if (page.forPeople() && all.length() > page.width()) {
            page.bold(place);
            page.wrapped("", (more + "   " + listed(page, archive)).strip());
        } else {
            page.bold(all);
        }
        if (!archive.complete()) {
            page.bold("! not all could be listed: there may be more than is shown");
        }
    }

    private static String listed(Page page, Archive archive) {
        return "listed "
                + (page.forPeople() ? Text.age(archive.listedAt(), page.now()) : Text.time(archive.listedAt()));
    }

    /** The same in sentences. */
    public static void say(Page page, View view) {
        Cluster cluster = view.cluster();
        String system = cluster.identifier() == null
                ? "of which nothing tells the system identifier"
                : "system " + cluster.identifier();
        String version = cluster.pgVersion() == null ? "" : ", PostgreSQL " + cluster.pgVersion();
        say(page, view.archive(), "A cluster, " + system + version + ", in");
    }

    static void say(Page page, Archive archive, String beginning) {
        page.paragraph(beginning + " " + page.name(archive.location().text()) + ", " + listed(page, archive) + ".");
        if (!archive.complete()) {
            page.paragraph("Not all could be listed: there may be more than is said here.");
        }
    }
}
