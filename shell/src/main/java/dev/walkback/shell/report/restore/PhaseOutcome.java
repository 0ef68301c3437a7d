package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.Phase;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Duration;

/**
 * That a step was done.
 *
 * @param sentence what there is now
 */
public record PhaseOutcome(Phase phase, String sentence, Duration took) {

    void json(JsonGenerator json) throws IOException {
        json.writeBooleanField("done", true);
        json.writeStringField("outcome", sentence);
        json.writeNumberField("took_seconds", took.toMillis() / 1000.0);
    }

    void text(Page page) {
        if (page.plain()) {
            page.record("done", Integer.toString(phase.number()), phase.word(), page.sentence(sentence));
        } else {
            page.wrapped("   done: ", sentence + " (" + Text.lasting(took) + ")");
        }
    }
}
