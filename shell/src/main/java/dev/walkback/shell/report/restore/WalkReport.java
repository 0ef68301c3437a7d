package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.Phase;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the nine steps, as far as they were told and done. Text is shown bit by bit, as it happens; a document is whole.
 *
 * @param storage that is restored from
 * @param plan the fingerprint
 * @param into the data directory
 * @param before what an earlier run did; empty where there was none, or it was said
 * @param next step that comes now; null while some are still being done, and when all are
 * @param over whether all nine are done
 */
public record WalkReport(
        String storage,
        String plan,
        String into,
        List<String> before,
        List<Told> steps,
        @Nullable Phase next,
        boolean over)
        implements Report {

    /**
     * One step.
     *
     * @param text null where only its outcome is told
     * @param outcome null where it was not done
     */
    public record Told(@Nullable StepText text, @Nullable PhaseOutcome outcome) {}

    public WalkReport {
        before = List.copyOf(before);
        steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
        return "restore-walk";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("plan", plan);
        json.writeStringField("into", into);
        json.writeArrayFieldStart("before");
        for (String line : before) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (Told told : steps) {
            json.writeStartObject();
            if (told.text() != null) {
                told.text().json(json);
            }
            if (told.outcome() != null) {
                told.outcome().json(json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (next != null) {
            json.writeObjectFieldStart("next");
            json.writeNumberField("step", next.number());
            json.writeStringField("phase", next.word());
            json.writeEndObject();
        }
        json.writeBooleanField("over", over);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        before.forEach(line -> page.wrapped("", line));
        for (Told told : steps) {
            if (told.text() != null) {
                told.text().text(page);
            }
            if (told.outcome() != null) {
                told.outcome().text(page);
            }
        }
        if (page.plain() && next != null) {
            page.record("next", Integer.toString(next.number()), next.word());
        } else if (next != null) {
            page.line("Next: " + next.number() + "  " + next.title() + ":  "
                    + page.typed("restore step" + typedInto(page)));
        }
    }

    /** At the prompt the restore is open; elsewhere it has to be said which is meant. */
    private String typedInto(Page page) {
        return page.typed("").isEmpty() ? "" : " " + dev.walkback.shell.report.ShellWord.quoted(into);
    }

    @Override
    public void words(Page page) {
        before.forEach(line -> page.paragraph(page.sentence(line)));
        for (Told told : steps) {
            if (told.text() != null) {
                told.text().words(page);
            }
            if (told.outcome() != null) {
                told.outcome().text(page);
            }
        }
        if (next != null) {
            page.paragraph(page.sentence("The next step is number " + next.number() + ", " + next.title() + ". Type "
                    + page.typed("restore step" + typedInto(page)) + "."));
        }
    }
}
