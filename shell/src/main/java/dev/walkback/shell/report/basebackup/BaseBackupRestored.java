package dev.walkback.shell.report.basebackup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.basebackup.BaseBackupPlan;
import dev.walkback.engine.basebackup.BaseBackupRun;
import dev.walkback.engine.basebackup.Preface;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code restore from-basebackup --into}: the eight steps of PostgreSQL's own procedure, as they will be or were done.
 *
 * @param done null for a plan
 */
public record BaseBackupRestored(BaseBackupPlan plan, BaseBackupRun.@Nullable Done done) implements Report {

    private static final String INDENT = "   ";
    private static final int LABEL = 8;

    @Override
    public String kind() {
        return "basebackup-restore";
    }

    private List<ProcedureLesson> lessons() {
        return new ProcedureLessons(plan, done).all();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("fingerprint", plan.steps().fingerprint().text());
        json.writeBooleanField("done", done != null);
        json.writeNumberField("done_before", done == null ? 0 : done.before());
        json.writeStringField("into", plan.data().toString());
        json.writeArrayFieldStart("chain");
        for (Preface each : plan.chain()) {
            json.writeString(each.backup().folder().toString());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("tablespaces");
        for (var each : plan.tablespaces().entrySet()) {
            json.writeStringField(each.getKey(), each.getValue().toString());
        }
        json.writeEndObject();
        json.writeNumberField("size_bytes", plan.bytes());
        json.writeStringField(
                "journal", new RestoreFolder(plan.data()).journal().toString());
        json.writeArrayFieldStart("steps");
        for (ProcedureLesson lesson : lessons()) {
            step(json, lesson);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, ProcedureLesson lesson) throws IOException {
        json.writeStartObject();
        json.writeNumberField("step", lesson.step().number());
        json.writeStringField("word", lesson.step().word());
        json.writeStringField("state", lesson.state().word());
        for (Map.Entry<String, String> each : Map.of("what", lesson.what()).entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeArrayFieldStart("lines");
        for (String line : lesson.lines()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeStringField("why", lesson.why());
        json.writeStringField("risk", lesson.risk());
        json.writeStringField("undo", lesson.undo());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        for (ProcedureLesson lesson : lessons()) {
            if (page.plain()) {
                page.record(
                        Integer.toString(lesson.step().number()),
                        lesson.step().word(),
                        lesson.state().word(),
                        page.sentence(lesson.what()));
                lesson.lines().forEach(line -> page.record("line", page.sentence(line)));
            } else {
                lines(page, lesson);
            }
        }
        if (!page.plain()) {
            page.wrapped("", last());
        }
    }

    private static void lines(Page page, ProcedureLesson lesson) {
        page.bold(lesson.step().number() + "  " + lesson.step().title().toUpperCase(Locale.ROOT) + "  (" + said(lesson)
                + ")");
        page.wrapped(INDENT, lesson.what());
        lesson.lines().forEach(line -> page.wrapped(INDENT + "  ", line));
        labelled(page, "Why", lesson.why());
        labelled(page, "Risk", lesson.risk());
        labelled(page, "Undo", lesson.undo());
    }

    private static String said(ProcedureLesson lesson) {
        return switch (lesson.state()) {
            case AHEAD -> "to be done";
            case DONE -> "done";
            case NOT_NEEDED -> "not needed";
            case YOURS -> "yours";
        };
    }

    private static void labelled(Page page, String label, String text) {
        page.wrapped(INDENT + Text.padded(label + ":", LABEL), text);
    }

    private String last() {
        if (done == null) {
            return "Nothing was done yet. Plan " + plan.steps().fingerprint() + " writes "
                    + (plan.bytes() == 0 ? "what is in the backup" : Text.size(plan.bytes())) + " into " + plan.data()
                    + ".";
        }
        return "Restored into " + plan.data()
                + (done.before() == 0 ? "" : "; " + done.before() + " steps had been done before")
                + ". The journal is " + new RestoreFolder(plan.data()).journal() + ".";
    }

    @Override
    public void words(Page page) {
        for (ProcedureLesson lesson : lessons()) {
            page.paragraph(page.sentence("Step " + lesson.step().number() + " of 8, " + said(lesson) + ": "
                    + lesson.step().title() + ". " + lesson.what()));
            lesson.lines().forEach(line -> page.paragraph(page.sentence(line)));
            page.paragraph(page.sentence(lesson.why() + " " + lesson.risk() + " To undo it: " + lesson.undo()));
        }
        page.paragraph(page.sentence(last()));
    }
}
