package dev.walkback.shell.report.basebackup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.basebackup.WalArchive;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code restore from-archive-dir}: what a plain archive of WAL holds.
 *
 * @param command the restore_command of the script that was written; empty where none was
 */
public record WalArchiveShown(WalArchive archive, String command) implements Report {

    @Override
    public String kind() {
        return "wal-archive";
    }

    /** Whether somebody should look: holes, and files that cannot be used. */
    public boolean hasProblems() {
        return archive.coverage().values().stream()
                        .anyMatch(each -> !each.gaps().isEmpty())
                || !archive.doubts().isEmpty()
                || archive.coverage().isEmpty();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("folder", archive.folder().toString());
        if (archive.system() != null) {
            json.writeStringField("system_identifier", archive.system().toString());
        }
        json.writeNumberField("segment_bytes", archive.segmentSize().bytes());
        json.writeBooleanField("segment_size_known", archive.sizeIsKnown());
        json.writeNumberField("files", archive.files().size());
        json.writeNumberField("size_bytes", archive.bytes());
        names(json, "compressors", archive.endings());
        json.writeArrayFieldStart("timelines");
        for (Map.Entry<Timeline, Coverage> each : archive.coverage().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("timeline", each.getKey().number());
            json.writeBooleanField("history", archive.history(each.getKey()).isPresent());
            runs(json, each.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        names(json, "partials", archive.partials());
        json.writeArrayFieldStart("doubts");
        for (WalArchive.Doubt doubt : archive.doubts()) {
            json.writeStartObject();
            json.writeStringField("name", doubt.name());
            json.writeStringField("why", doubt.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("restore_command", command);
        json.writeEndObject();
    }

    private static void runs(JsonGenerator json, Coverage coverage) throws IOException {
        json.writeArrayFieldStart("runs");
        for (Coverage.Run run : coverage.runs()) {
            json.writeStartObject();
            json.writeStringField("first", run.first().name());
            json.writeStringField("last", run.last().name());
            json.writeNumberField("segments", run.segments());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gaps");
        for (Coverage.Gap gap : coverage.gaps()) {
            json.writeStartObject();
            json.writeStringField("first", gap.first().name());
            json.writeStringField("last", gap.last().name());
            json.writeNumberField("segments", gap.segments());
            json.writeEndObject();
        }
        json.writeEndArray();
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
        if (page.plain()) {
            records(page);
            return;
        }
        page.bold(page.name(archive.folder().toString()));
        sentences().forEach(sentence -> page.wrapped("   ", sentence));
        if (!command.isEmpty()) {
            page.line("   restore_command:");
            page.line("     " + page.sentence(command));
        }
    }

    private void records(Page page) {
        archive.coverage().forEach((timeline, coverage) -> {
            coverage.runs()
                    .forEach(run -> page.record(
                            "run",
                            timeline.toString(),
                            run.first().name(),
                            run.last().name(),
                            Long.toString(run.segments())));
            coverage.gaps()
                    .forEach(gap -> page.record(
                            "gap",
                            timeline.toString(),
                            gap.first().name(),
                            gap.last().name(),
                            Long.toString(gap.segments())));
        });
        archive.partials().forEach(name -> page.record("partial", name));
        archive.doubts().forEach(doubt -> page.record("doubt", page.name(doubt.name()), page.sentence(doubt.why())));
        if (!command.isEmpty()) {
            page.record("restore-command", page.sentence(command));
        }
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(Text.count(archive.files().size(), "file") + ", " + Text.size(archive.bytes())
                + (archive.system() == null ? "" : ", WAL of system " + archive.system()) + ", segments of "
                + archive.segmentSize() + (archive.sizeIsKnown() ? "" : " as is usual, since none can be read")
                + (archive.endings().isEmpty() ? "" : ", some as " + String.join(", ", archive.endings())));
        archive.coverage().forEach((timeline, coverage) -> {
            String history = archive.history(timeline).isPresent() ? "" : "; its history is missing";
            sentences.add("timeline " + timeline + ": " + Text.count(coverage.segments(), "segment") + ", "
                    + coverage.runs().getFirst().first().shortName() + " to "
                    + coverage.runs().getLast().last().shortName() + history);
            coverage.gaps()
                    .forEach(gap -> sentences.add("timeline " + timeline + ": "
                            + Text.count(gap.segments(), "segment") + " missing, "
                            + gap.first().shortName() + " to "
                            + gap.last().shortName() + ": replay stops there"));
        });
        if (archive.coverage().isEmpty()) {
            sentences.add("not a single segment: nothing can be replayed from it");
        }
        archive.partials()
                .forEach(name -> sentences.add(
                        name + ": the end of a timeline, which PostgreSQL never asks for under this name"));
        archive.doubts().forEach(doubt -> sentences.add(doubt.name() + ": " + doubt.why()));
        return sentences;
    }

    @Override
    public void words(Page page) {
        page.paragraph(page.name(archive.folder().toString()) + ":");
        sentences()
                .forEach(sentence -> page.paragraph(
                        page.sentence(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1)) + "."));
        if (!command.isEmpty()) {
            page.paragraph("The restore command is: " + page.sentence(command));
        }
    }
}
