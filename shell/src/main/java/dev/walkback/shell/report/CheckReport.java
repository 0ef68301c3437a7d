package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;

/** Steps of a check, each printed when it is over. */
public record CheckReport(String storage, Iterator<Step> steps) implements Report {

    private static final int NAME_WIDTH = 12;
    private static final int STATE_WIDTH = 8;
    private static final int TIME_WIDTH = 8;

    /** How a step ended. */
    public enum State {
        OK,
        FAILED,
        SKIPPED
    }

    /** @param detail what was found, or why it failed or was skipped */
    public record Step(String name, State state, String detail, Duration took) {

        String word() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String kind() {
        return "check";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        while (steps.hasNext()) {
            Step step = steps.next();
            json.writeStartObject();
            json.writeStringField("step", step.name());
            json.writeStringField("state", step.word());
            json.writeStringField("detail", step.detail());
            json.writeNumberField("took_seconds", step.took().toMillis() / 1000.0);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        while (steps.hasNext()) {
            Step step = steps.next();
            String detail = page.sentence(step.detail());
            String took = step.state() == State.SKIPPED ? "" : Text.lasting(step.took());
            if (page.plain()) {
                page.record(step.name(), step.word(), Long.toString(step.took().toMillis()), detail);
            } else {
                page.line((Text.padded(step.name(), NAME_WIDTH)
                                + "  "
                                + Text.padded(step.word(), STATE_WIDTH)
                                + "  "
                                + Text.right(took, TIME_WIDTH)
                                + "  "
                                + detail)
                        .stripTrailing());
            }
        }
    }
}
