package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.verify.Weighed;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code backup show}: everything that sentinel, metadata and listing say of one backup. */
public record BackupReport(View view, Backup backup) implements Report {

    @Override
    public String kind() {
        return "backup";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private BackupLines lines() {
        return new BackupLines(view, backup);
    }

    private Optional<Sentinel> sentinel() {
        return backup.sentinel().optional();
    }

    private List<BackupName> chain() {
        return lines().restorability().chain().members().stream()
                .map(Backup::name)
                .toList();
    }

    private List<BackupName> neededBy() {
        return view.windows().backups().values().stream()
                .filter(other -> !other.name().equals(backup.name()))
                .filter(other -> other.chain().members().stream()
                        .anyMatch(it -> it.name().equals(backup.name())))
                .map(other -> other.name())
                .toList();
    }

    private FindingLines findings() {
        List<Weighed> own = new ArrayList<>(view.of().findings().stream()
                .filter(each -> each.finding().subject().equals(backup.name().text())
                        || each.finding().costs().contains(backup.name()))
                .toList());
        if (lines().restorability() instanceof NotRestorable not) {
            not.findings().stream()
                    .filter(finding -> own.stream()
                            .noneMatch(each -> each.finding().code() == finding.code()
                                    && each.finding().subject().equals(finding.subject())))
                    .forEach(finding -> own.add(new Weighed(finding, List.of(), List.of())));
        }
        return FindingLines.of(own, view);
    }

    public boolean hasProblems() {
        return findings().areProblems();
    }

    private static String state(Document<?> document) {
        return switch (document) {
            case Document.Read<?> _ -> "read";
            case Document.Absent<?> _ -> "absent";
            case Document.Unreadable<?>(String why) -> "unreadable: " + why;
        };
    }

    private Optional<String> userData() {
        return backup.metadata()
                .optional()
                .map(BackupMetadata::userData)
                .or(() -> sentinel().map(Sentinel::userData))
                .filter(text -> !text.equals("null"));
    }

    private Map<String, String> tablespaces() {
        return sentinel()
                .flatMap(it -> Optional.ofNullable(it.spec()))
                .map(spec -> spec.places())
                .orElseGet(TreeMap::new);
    }

    private Optional<String> text(java.util.function.Function<Sentinel, String> field) {
        return sentinel().map(field).filter(value -> !value.isEmpty());
    }

    private Optional<Duration> took() {
        Optional<Instant> start = backup.startTime();
        return start.flatMap(from -> backup.finishTime().map(to -> Duration.between(from, to)))
                .filter(it -> !it.isNegative());
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        lines().json(json);
        Json.names(json, "chain", chain());
        Json.names(json, "needed_by", neededBy());
        if (took().isPresent()) {
            json.writeNumberField("took_seconds", took().get().toMillis() / 1000.0);
        }
        Json.field(json, "system_identifier", backup.systemIdentifier());
        json.writeNumberField("tars", backup.objects().tars().size());
        json.writeBooleanField("files_metadata", backup.objects().filesMetadata() != null);
        json.writeNumberField("other_objects", backup.objects().others().size());
        if (sentinel().isPresent()) {
            sentinel(json, sentinel().get());
        }
        Json.field(json, "user_data", userData());
        json.writeStringField("sentinel", state(backup.sentinel()));
        json.writeStringField("metadata", state(backup.metadata()));
        findings().json(json);
        json.writeEndObject();
    }

    private void sentinel(JsonGenerator json, Sentinel sentinel) throws IOException {
        json.writeNumberField("sentinel_version", sentinel.version());
        json.writeNumberField("uncompressed_bytes", sentinel.uncompressedBytes());
        json.writeNumberField("compressed_bytes", sentinel.compressedBytes());
        json.writeNumberField("catalog_bytes", sentinel.catalogBytes());
        Json.field(json, "host", text(Sentinel::hostname));
        Json.field(json, "data_directory", text(Sentinel::dataDirectory));
        json.writeObjectFieldStart("tablespaces");
        for (Map.Entry<String, String> place : tablespaces().entrySet()) {
            json.writeStringField(place.getKey(), place.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("unknown_fields");
        for (Map.Entry<String, String> field : new TreeMap<>(sentinel.unknown()).entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        if (!page.plain()) {
            page.bold(page.name(backup.name().text()));
        }
        facts(page).print(page);
        FindingLines findings = findings();
        if (!findings.findings().isEmpty() && !page.plain()) {
            page.line("");
        }
        findings.text(page);
    }

    private Facts facts(Page page) {
        BackupLines lines = lines();
        Facts facts = new Facts()
                .with("name", backup.name().text(), view.brief(backup.name()))
                .with("kind", lines.kind().plain(), lines.kind().plain().replace(",", ", "))
                .with("timeline", backup.timeline())
                .with("replay from", backup.start())
                .with("consistent at", backup.finish());
        time(facts, "started", backup.startTime(), page);
        time(facts, "finished", backup.finishTime(), page);
        time(facts, "stored", Optional.of(backup.stored()), page);
        took().ifPresent(it -> facts.with("took", Long.toString(it.toSeconds()), Text.span(it)));
        facts.size("stored size", backup.objects().tarBytes())
                .with("tars", Integer.toString(backup.objects().tars().size()));
        sentinel().ifPresent(it -> facts.size("unpacked size", it.uncompressedBytes()));
        facts.with("PostgreSQL", backup.pgVersion())
                .with("system", backup.systemIdentifier())
                .with("host", text(Sentinel::hostname))
                .with("data directory", text(Sentinel::dataDirectory));
        tablespaces().forEach((name, place) -> facts.with("tablespace", name + " " + place));
        chain(facts);
        facts.with("user data", userData())
                .with("sentinel", state(backup.sentinel()))
                .with("metadata", state(backup.metadata()))
                .with("files metadata", backup.objects().filesMetadata() == null ? "absent" : "there");
        sentinel()
                .ifPresent(it -> new TreeMap<>(it.unknown())
                        .forEach((name, value) -> facts.with("unknown field", name + "=" + value)));
        return facts;
    }

    private void chain(Facts facts) {
        BackupLines lines = lines();
        String needs = chain().size() <= 1 && !backup.isDelta()
                ? "nothing: a full backup stands alone"
                : String.join(" <- ", chain().stream().map(view::brief).toList());
        facts.with("chain", BackupLines.joined(chain()).replace(", ", ","), needs);
        if (!neededBy().isEmpty()) {
            facts.with(
                    "needed by",
                    BackupLines.joined(neededBy()).replace(", ", ","),
                    String.join(", ", neededBy().stream().map(view::brief).toList()));
        }
        facts.with("restorable", lines.restorable() ? "yes" : "no: " + String.join(", ", lines.reasons()));
        lines.window()
                .ifPresent(window -> facts.with(
                        "replay reaches",
                        window.to().lsn().toString(),
                        window.to().lsn() + ", " + EndingWords.sentence(window.endsBecause())));
    }

    private static void time(Facts facts, String name, Optional<Instant> time, Page page) {
        time.ifPresent(it -> facts.with(
                name, it.toString(), Text.time(it) + (page.forPeople() ? "  (" + Text.age(it, page.now()) + ")" : "")));
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        page.paragraph("Backup " + page.name(backup.name().text()) + ".");
        facts(page).say(page);
        findings().words(page);
    }
}
