package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.walk.Walk;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One of the nine steps, as it is told before it is done.
 *
 * @param state whether it was done before
 * @param brief for those who know: no reasons
 */
public record StepText(Lesson lesson, Walk.State state, boolean brief) {

    private static final String INDENT = "   ";
    private static final String DEEPER = "     ";
    private static final int LABEL = 8;
    /** What is longer stands alone, and the others are not put beside it. */
    private static final int ROOM = 60;

    /** Its fields, into an object that was begun. */
    void json(JsonGenerator json) throws IOException {
        json.writeNumberField("step", lesson.phase().number());
        json.writeNumberField("of", Phase.values().length);
        json.writeStringField("phase", lesson.phase().word());
        json.writeStringField("title", lesson.phase().title());
        json.writeStringField("state", state.name().toLowerCase(Locale.ROOT));
        json.writeStringField("what", lesson.what());
        json.writeArrayFieldStart("lines");
        for (Lesson.Line line : lesson.lines()) {
            json.writeStartObject();
            json.writeStringField("text", line.text());
            json.writeStringField("purpose", line.purpose());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("why", lesson.why());
        json.writeStringField("risk", lesson.risk());
        json.writeStringField("undo", lesson.undo());
        json.writeObjectFieldStart("figures");
        for (Map.Entry<String, Object> figure : lesson.figures().entrySet()) {
            switch (figure.getValue()) {
                case Boolean truth -> json.writeBooleanField(figure.getKey(), truth);
                case Number number -> json.writeNumberField(figure.getKey(), number.longValue());
                default ->
                    json.writeStringField(figure.getKey(), figure.getValue().toString());
            }
        }
        json.writeEndObject();
    }

    void text(Page page) {
        if (page.plain()) {
            plain(page);
            return;
        }
        String done = state == Walk.State.DONE ? "  (done)" : state == Walk.State.BEGUN ? "  (begun)" : "";
        page.bold(lesson.phase().number() + "  " + lesson.phase().title().toUpperCase(Locale.ROOT) + done);
        page.wrapped(INDENT, lesson.what());
        lines(page);
        if (!brief) {
            labelled(page, "Why", lesson.why());
            labelled(page, "Risk", lesson.risk());
        }
        labelled(page, "Undo", lesson.undo());
    }

    private void lines(Page page) {
        int room = lesson.lines().stream()
                .mapToInt(line -> typed(page, line).length())
                .filter(length -> length <= ROOM)
                .max()
                .orElse(0);
        for (Lesson.Line line : lesson.lines()) {
            String typed = typed(page, line);
            String one = DEEPER + (line.purpose().isEmpty() ? typed : Text.padded(typed, room) + "  " + line.purpose());
            if (page.forPeople()
                    && one.length() > page.width()
                    && !line.purpose().isEmpty()) {
                page.line(page.sentence(DEEPER + typed));
                page.line(page.sentence(DEEPER + DEEPER + line.purpose()));
            } else {
                page.line(page.sentence(one));
            }
        }
    }

    private static String typed(Page page, Lesson.Line line) {
        return line.own() ? page.typed(line.text()) : line.text();
    }

    private static void labelled(Page page, String label, String text) {
        page.wrapped(INDENT + Text.padded(label + ":", LABEL), text);
    }

    private void plain(Page page) {
        page.record(
                "step",
                Integer.toString(lesson.phase().number()),
                lesson.phase().word(),
                state.name().toLowerCase(Locale.ROOT));
        page.record("what", page.sentence(lesson.what()));
        lesson.lines()
                .forEach(line -> page.record("line", page.sentence(typed(page, line)), page.sentence(line.purpose())));
        if (!brief) {
            page.record("why", page.sentence(lesson.why()));
            page.record("risk", page.sentence(lesson.risk()));
        }
        page.record("undo", page.sentence(lesson.undo()));
    }

    void words(Page page) {
        page.paragraph(page.sentence("Step " + lesson.phase().number() + " of " + Phase.values().length + ": "
                + lesson.phase().title() + "."
                + switch (state) {
                    case DONE -> " This is done.";
                    case BEGUN -> " This was begun.";
                    case AHEAD -> "";
                }));
        page.paragraph(page.sentence(lesson.what()));
        for (Lesson.Line line : lesson.lines()) {
            page.paragraph(
                    page.sentence(typed(page, line) + (line.purpose().isEmpty() ? "" : ": " + line.purpose()) + "."));
        }
        for (String text : brief ? List.<String>of() : List.of(lesson.why(), "What can go wrong: " + lesson.risk())) {
            page.paragraph(page.sentence(text));
        }
        page.paragraph(page.sentence("To undo it: " + lesson.undo()));
    }
}
