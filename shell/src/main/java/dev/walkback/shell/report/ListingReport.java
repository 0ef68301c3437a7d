package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That a storage was listed, and what is new since the last time.
 *
 * @param before the listing before; null for none
 */
public record ListingReport(Archive archive, @Nullable Archive before) implements Report {

    @Override
    public String kind() {
        return "listing";
    }

    @Override
    public String storage() {
        return archive.location().text();
    }

    private static List<String> backups(@Nullable Archive archive) {
        return archive == null
                ? List.of()
                : archive.clusters().stream()
                        .map(Cluster::backups)
                        .flatMap(List::stream)
                        .map(Backup::name)
                        .map(Object::toString)
                        .toList();
    }

    private static List<String> without(List<String> names, List<String> others) {
        Set<String> known = others.stream().collect(Collectors.toSet());
        return names.stream().filter(name -> !known.contains(name)).toList();
    }

    private List<String> fresh() {
        return before == null ? List.of() : without(backups(archive), backups(before));
    }

    /** A listing that is not complete does not tell what is gone. */
    private List<String> gone() {
        return before == null || !archive.complete() ? List.of() : without(backups(before), backups(archive));
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("listed_at", archive.listedAt().toString());
        json.writeBooleanField("complete", archive.complete());
        json.writeNumberField("objects", archive.inventory().objects());
        json.writeNumberField("size_bytes", archive.inventory().bytes());
        json.writeNumberField("clusters", archive.clusters().size());
        json.writeNumberField("backups", backups(archive).size());
        names(json, "new_backups", fresh());
        names(json, "gone_backups", gone());
        json.writeEndObject();
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        page.line(page.sentence(sentence()));
        fresh().forEach(name -> page.line("  new   " + page.name(name)));
        gone().forEach(name -> page.line("  gone  " + page.name(name)));
    }

    /** {@code listed 3201 objects (12 GiB): 1 cluster, 12 backups, 1 new}. */
    public String sentence() {
        List<String> all = backups(archive);
        String more = (fresh().isEmpty() ? "" : ", " + fresh().size() + " new")
                + (gone().isEmpty() ? "" : ", " + gone().size() + " gone");
        return (archive.complete() ? "listed " : "listed in part, not all: ")
                + Text.count(archive.inventory().objects(), "object")
                + " (" + Text.size(archive.inventory().bytes()) + "): "
                + Text.count(archive.clusters().size(), "cluster") + ", "
                + Text.count(all.size(), "backup") + more;
    }
}
