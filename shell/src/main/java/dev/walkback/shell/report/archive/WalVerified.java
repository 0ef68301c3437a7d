package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.verify.CurrentPosition;
import dev.walkback.engine.verify.Verdict;
import dev.walkback.engine.verify.WalContentReport;
import dev.walkback.engine.verify.WalVerification;
import dev.walkback.engine.verify.WalVerification.Outcome;
import dev.walkback.engine.verify.WalVerification.State;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code wal verify}: whether the WAL that the present needs is there, and everything else that is wrong with WAL.
 *
 * @param integrity whether that check was asked for; so {@code timeline}
 * @param content what reading the segments gave, of which the view and the verification know; null where they were not read
 */
public record WalVerified(
        View view,
        WalVerification verification,
        boolean integrity,
        boolean timeline,
        @Nullable WalContentReport content)
        implements Report {

    @Override
    public String kind() {
        return "wal-verification";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private FindingLines findings() {
        return FindingLines.of(verification.findings(), view);
    }

    /** Whether there is anything that somebody should look at. */
    public boolean hasProblems() {
        return findings().areProblems()
                || (integrity && verification.integrity().outcome() != Outcome.OK)
                || (timeline && verification.timeline().outcome() != Outcome.OK)
                || !view.archive().complete();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        Verdict verdict = verification.verdict();
        json.writeStringField("verdict", verdict.level().word());
        CurrentPosition position = verification.position();
        if (position != null) {
            json.writeObjectFieldStart("position");
            json.writeNumberField("timeline", position.timeline().number());
            json.writeStringField("lsn", position.lsn().toString());
            json.writeBooleanField("given", position.isGiven());
            json.writeEndObject();
        }
        if (integrity) {
            integrity(json);
        }
        if (timeline) {
            json.writeObjectFieldStart("timeline");
            json.writeStringField("outcome", verification.timeline().outcome().word());
            var current = verification.timeline().current();
            if (current != null) {
                json.writeNumberField("current", current.number());
            }
            var newest = verification.timeline().newest();
            if (newest != null) {
                json.writeNumberField("newest", newest.number());
            }
            json.writeEndObject();
        }
        content(json);
        json.writeNumberField("backups", verdict.backups());
        json.writeNumberField("restorable", verdict.restorable());
        json.writeNumberField("windows", verdict.windows());
        findings().json(json);
        json.writeEndObject();
    }

    private void integrity(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("integrity");
        json.writeStringField("outcome", verification.integrity().outcome().word());
        Json.field(json, "since", Optional.ofNullable(verification.integrity().since()));
        json.writeArrayFieldStart("stretches");
        for (WalVerification.Stretch stretch : verification.integrity().stretches()) {
            json.writeStartObject();
            json.writeNumberField("timeline", stretch.first().timeline().number());
            Json.segments(json, stretch.first(), stretch.last());
            json.writeStringField("state", stretch.state().word());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void content(JsonGenerator json) throws IOException {
        WalContentReport read = content;
        if (read != null) {
            json.writeObjectFieldStart("content");
            json.writeNumberField("objects", read.objects());
            json.writeNumberField("read", read.read());
            json.writeNumberField("remembered", read.remembered());
            json.writeNumberField("stored_bytes", read.storedBytes());
            json.writeNumberField("plain_bytes", read.plainBytes());
            json.writeNumberField("further_findings", read.furtherFindings());
            json.writeEndObject();
        }
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        if (page.plain()) {
            page.record("verdict", verification.verdict().level().word());
        }
        if (integrity) {
            integrityText(page);
        }
        if (timeline) {
            if (page.plain()) {
                page.record("timeline", verification.timeline().outcome().word(), number(true), number(false));
            } else {
                page.bold("timeline   " + verification.timeline().outcome().word());
                page.wrapped("  ", timelineSentence());
            }
        }
        WalContentReport read = content;
        if (read != null && !page.plain()) {
            page.bold("content    " + Text.count(read.objects(), "object"));
            page.wrapped("  ", contentSentence(read));
        }
        findings().text(page);
        if (!page.plain()) {
            page.wrapped(
                    "",
                    "verdict: " + verification.verdict().level().word() + "; "
                            + NagiosLine.facts(verification.verdict()));
        }
    }

    private void integrityText(Page page) {
        if (page.plain()) {
            page.record("integrity", verification.integrity().outcome().word());
            verification
                    .integrity()
                    .stretches()
                    .forEach(stretch -> page.record(
                            "segments",
                            stretch.state().word(),
                            stretch.first().name(),
                            stretch.last().name(),
                            Long.toString(stretch.segments())));
            return;
        }
        page.bold("integrity  " + verification.integrity().outcome().word());
        page.wrapped("  ", integritySentence(page));
        Table table = new Table(
                Column.right("TL"),
                Column.left("FIRST SEGMENT"),
                Column.left("LAST SEGMENT"),
                Column.right("SEGMENTS"),
                Column.left("STATE"));
        verification
                .integrity()
                .stretches()
                .forEach(stretch -> table.row(
                        Cell.of(stretch.first().timeline().toString()),
                        Cell.segment(stretch.first()),
                        Cell.segment(stretch.last()),
                        Cell.count(stretch.segments()),
                        Cell.of(stretch.state().word())));
        if (!table.isEmpty()) {
            table.print(page);
        }
    }

    private String integritySentence(Page page) {
        CurrentPosition position = verification.position();
        if (position == null) {
            return "nothing tells where the cluster is writing: no WAL is there";
        }
        var since = verification.integrity().since();
        return (since == null
                        ? "from the first segment, since no backup lies on the line,"
                        : "from the start of " + page.name(page.forPeople() ? view.brief(since) : since.text()))
                + " to " + position.lsn() + " on timeline " + position.timeline()
                + (position.isGiven()
                        ? ""
                        : ", the newest that is stored; --lsn and --timeline say where the server is");
    }

    private String timelineSentence() {
        return switch (verification.timeline().outcome()) {
            case OK -> "the cluster writes on timeline " + number(true) + ", the newest that is stored";
            case WARNING -> "nothing tells which timeline is the newest";
            case FAILURE ->
                "the cluster writes on timeline " + number(true) + ", and timeline " + number(false)
                        + " is stored: somebody else went on elsewhere";
        };
    }

    private String number(boolean current) {
        var timeline = current
                ? verification.timeline().current()
                : verification.timeline().newest();
        return timeline == null ? "-" : timeline.toString();
    }

    private static String contentSentence(WalContentReport read) {
        return read.read() + " read now (" + Text.size(read.storedBytes()) + "), " + read.remembered()
                + " known from before and unchanged"
                + (read.furtherFindings() > 0 ? "; " + read.furtherFindings() + " findings more than are shown" : "");
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        if (integrity) {
            page.paragraph(
                    "Integrity: " + verification.integrity().outcome().word() + ", " + integritySentence(page) + ".");
            for (WalVerification.Stretch stretch : verification.integrity().stretches()) {
                if (stretch.state() != State.FOUND) {
                    page.paragraph(Text.count(stretch.segments(), "segment") + " from "
                            + stretch.first().shortName() + " on: "
                            + stretch.state().word() + ".");
                }
            }
        }
        if (timeline) {
            page.paragraph("Timeline: " + verification.timeline().outcome().word() + ", " + timelineSentence() + ".");
        }
        WalContentReport read = content;
        if (read != null) {
            page.paragraph("Content: " + contentSentence(read) + ".");
        }
        findings().words(page);
    }
}
