package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.Inventory;
import dev.walkback.engine.archive.Inventory.Kind;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.engine.verify.Weighed;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code archive show}: what is stored, all of it, and everything that is wrong with it.
 *
 * @param again as in {@link View}
 */
public record ArchiveReport(ArchiveFindings findings, String again) implements Report {

    private static final int KIND_WIDTH = 16;
    private static final int NUMBER_WIDTH = 9;

    @Override
    public String kind() {
        return "archive";
    }

    private Archive archive() {
        return findings.archive();
    }

    @Override
    public Look look() {
        return Look.at(archive(), null);
    }

    private FindingLines lines() {
        return new FindingLines(findings.all(), each -> again + cluster(each), names());
    }

    /** With several clusters a command has to say which one it is about. */
    private String cluster(Weighed each) {
        if (archive().clusters().size() == 1) {
            return "";
        }
        return findings.clusters().stream()
                .filter(cluster -> cluster.findings().contains(each))
                .map(cluster -> " --cluster="
                        + (cluster.cluster().identifier() == null
                                ? "unknown"
                                : cluster.cluster().identifier().toString()))
                .findFirst()
                .orElse("");
    }

    /** The same digits mean another place where segments have another size. */
    private @Nullable BriefNames names() {
        List<SegmentSize> sizes = archive().clusters().stream()
                .map(Cluster::segmentSize)
                .distinct()
                .toList();
        return sizes.size() == 1 ? new BriefNames(sizes.getFirst()) : null;
    }

    public boolean hasProblems() {
        return lines().areProblems() || !archive().complete();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        Inventory inventory = archive().inventory();
        json.writeStartObject();
        json.writeNumberField("objects", inventory.objects());
        json.writeNumberField("size_bytes", inventory.bytes());
        json.writeFieldName("clusters");
        ClusterList.json(json, findings);
        json.writeObjectFieldStart("kinds");
        for (Kind kind : Kind.values()) {
            json.writeObjectFieldStart(kind.word());
            json.writeNumberField("objects", inventory.count(kind).objects());
            json.writeNumberField("size_bytes", inventory.count(kind).bytes());
            List<String> samples = inventory.samples().getOrDefault(kind, List.of());
            if (!samples.isEmpty()) {
                json.writeArrayFieldStart("samples");
                for (String key : samples) {
                    json.writeString(key);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        lines().json(json);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, archive(), "");
        Inventory inventory = archive().inventory();
        if (!page.plain()) {
            page.line("  " + Text.count(inventory.objects(), "object") + ", " + Text.size(inventory.bytes()) + ", "
                    + Text.count(archive().clusters().size(), "cluster"));
            page.line("");
        }
        ClusterList.table(findings).ofKind("cluster").print(page);
        if (!page.plain()) {
            page.line("");
            page.bold("  " + Text.padded("OBJECTS", KIND_WIDTH) + Text.right("NUMBER", NUMBER_WIDTH) + "      SIZE");
        }
        for (Kind kind : Kind.values()) {
            object(page, kind, inventory);
        }
        if (!findings.all().isEmpty() && !page.plain()) {
            page.line("");
        }
        lines().text(page);
    }

    private static void object(Page page, Kind kind, Inventory inventory) {
        Inventory.Count count = inventory.count(kind);
        if (page.plain()) {
            page.record("objects", kind.word(), Long.toString(count.objects()), Long.toString(count.bytes()));
        } else if (count.objects() > 0) {
            page.line("  " + Text.padded(kind.word().replace('-', ' '), KIND_WIDTH)
                    + Text.right(Long.toString(count.objects()), NUMBER_WIDTH)
                    + Text.right(Text.size(count.bytes()), 10));
        }
        for (String key : inventory.samples().getOrDefault(kind, List.of())) {
            if (page.plain()) {
                page.record("sample", kind.word(), page.name(key));
            } else {
                page.line("    such as " + page.name(key));
            }
        }
    }

    @Override
    public void words(Page page) {
        Inventory inventory = archive().inventory();
        Heading.say(
                page,
                archive(),
                Text.count(inventory.objects(), "object") + ", " + Text.size(inventory.bytes()) + ", in");
        ClusterList.say(page, findings);
        for (Kind kind : Kind.values()) {
            if (inventory.count(kind).objects() > 0) {
                page.paragraph(kind.word().replace('-', ' ') + ": "
                        + Text.count(inventory.count(kind).objects(), "object") + ", "
                        + Text.size(inventory.count(kind).bytes()) + ".");
            }
        }
        lines().words(page);
    }
}
