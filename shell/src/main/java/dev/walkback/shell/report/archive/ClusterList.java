package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.engine.verify.ClusterFindings;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** {@code cluster list}: the clusters that are stored under one prefix, told apart by system identifier. */
public record ClusterList(ArchiveFindings findings) implements Report {

    @Override
    public String kind() {
        return "clusters";
    }

    private Archive archive() {
        return findings.archive();
    }

    @Override
    public Look look() {
        return Look.at(archive(), null);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json(json, findings);
    }

    static void json(JsonGenerator json, ArchiveFindings findings) throws IOException {
        json.writeStartArray();
        for (ClusterFindings each : findings.clusters()) {
            Cluster cluster = each.cluster();
            json.writeStartObject();
            Json.field(json, "system_identifier", Optional.ofNullable(cluster.identifier()));
            Json.field(json, "pg_version", Optional.ofNullable(cluster.pgVersion()));
            json.writeNumberField("segment_bytes", cluster.segmentSize().bytes());
            json.writeBooleanField("segment_size_known", cluster.segmentSizeIsKnown());
            json.writeNumberField("timelines", cluster.timelines().size());
            json.writeNumberField("segments", segments(cluster));
            json.writeNumberField("backups", cluster.backups().size());
            json.writeNumberField("restorable", restorable(each));
            json.writeNumberField("windows", each.windows().windows().size());
            Json.time(json, "newest_backup", newest(cluster));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static long segments(Cluster cluster) {
        return cluster.timelines().stream()
                .mapToLong(wal -> wal.coverage().segments())
                .sum();
    }

    private static long restorable(ClusterFindings each) {
        return each.windows().backups().values().stream()
                .filter(Restorability.Restorable.class::isInstance)
                .count();
    }

    private static Optional<Instant> newest(Cluster cluster) {
        return cluster.backups().stream().map(View::finished).max(Comparator.naturalOrder());
    }

    @Override
    public void text(Page page) {
        Heading.print(page, archive(), "");
        table(findings).print(page);
        if (!page.plain() && archive().clusters().size() > 1) {
            page.wrapped(
                    "  ", "They are told apart and never mixed; --cluster with the last digits says which is meant.");
        }
    }

    static Table table(ArchiveFindings findings) {
        Table table = new Table(
                Column.left("SYSTEM IDENTIFIER"),
                Column.left("PG"),
                Column.left("SEGMENT").givenUp(4),
                Column.right("TIMELINES").givenUp(2),
                Column.right("SEGMENTS").givenUp(1),
                Column.right("BACKUPS"),
                Column.right("RESTORABLE"),
                Column.right("WINDOWS").givenUp(3),
                Column.left("NEWEST BACKUP (UTC)").givenUp(5));
        for (ClusterFindings each : findings.clusters()) {
            Cluster cluster = each.cluster();
            String name = cluster.identifier() == null
                    ? "unknown"
                    : cluster.identifier().toString();
            table.row(
                    Cell.of(name),
                    Cell.of(Optional.ofNullable(cluster.pgVersion()).map(Object::toString)),
                    Cell.of(cluster.segmentSize() + (cluster.segmentSizeIsKnown() ? "" : "?")),
                    Cell.count(cluster.timelines().size()),
                    Cell.count(segments(cluster)),
                    Cell.count(cluster.backups().size()),
                    Cell.count(restorable(each)),
                    Cell.count(each.windows().windows().size()),
                    Cell.time(newest(cluster)));
        }
        return table;
    }

    @Override
    public void words(Page page) {
        Heading.say(page, archive(), Text.count(archive().clusters().size(), "cluster") + " in");
        say(page, findings);
    }

    static void say(Page page, ArchiveFindings findings) {
        for (ClusterFindings each : findings.clusters()) {
            Cluster cluster = each.cluster();
            page.paragraph("System " + (cluster.identifier() == null ? "unknown" : cluster.identifier())
                    + (cluster.pgVersion() == null ? "" : ", PostgreSQL " + cluster.pgVersion()) + ": "
                    + Text.count(cluster.backups().size(), "backup") + ", " + restorable(each)
                    + " of them restorable, " + Text.count(segments(cluster), "segment") + " on "
                    + Text.count(cluster.timelines().size(), "timeline") + ".");
        }
    }
}
