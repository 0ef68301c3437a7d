package dev.walkback.shell.report.push;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.estimate.PushEstimate;
import dev.walkback.engine.push.estimate.PushSurvey;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;

/** {@code backup plan}: bytes, files, what changed, how long, and whether there is room. */
public record BackupPlanned(PushEstimate estimate) implements Report {

    @Override
    public String kind() {
        return "backup-plan";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        PushSurvey survey = estimate.survey();
        Parent parent = estimate.parent();
        json.writeStartObject();
        json.writeStringField("kind", parent == null ? "full" : "delta");
        if (parent != null) {
            json.writeStringField("parent", parent.name().text());
            json.writeNumberField("delta", parent.count());
        }
        json.writeNumberField("files", survey.files());
        json.writeNumberField("size_bytes", survey.bytes());
        json.writeNumberField("unchanged_files", survey.unchangedFiles());
        json.writeNumberField("unchanged_bytes", survey.unchangedBytes());
        json.writeNumberField("touched_bytes", survey.touchedBytes());
        json.writeNumberField("new_bytes", survey.newBytes());
        json.writeNumberField("most_content_bytes", estimate.mostContentBytes());
        if (estimate.storedBytes().isPresent()) {
            json.writeNumberField("about_stored_bytes", estimate.storedBytes().getAsLong());
        }
        if (estimate.takes().isPresent()) {
            json.writeNumberField("about_seconds", estimate.takes().get().toMillis() / 1000.0);
        }
        json.writeNumberField("based_on_backups", estimate.basedOn());
        if (estimate.freeBytes().isPresent()) {
            json.writeNumberField("free_bytes", estimate.freeBytes().getAsLong());
        }
        json.writeBooleanField("fits", !estimate.isTooLarge());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        PushSurvey survey = estimate.survey();
        if (page.plain()) {
            page.record(
                    estimate.parent() == null ? "full" : "delta",
                    Long.toString(survey.files()),
                    Long.toString(survey.bytes()),
                    Long.toString(estimate.mostContentBytes()));
            return;
        }
        Parent parent = estimate.parent();
        page.line(
                parent == null
                        ? "a full backup"
                        : "delta " + parent.count() + " from "
                                + page.name(parent.name().text()));
        page.line(Text.count(survey.files(), "file") + ", " + Text.size(survey.bytes()));
        if (parent != null) {
            page.line(Text.count(survey.unchangedFiles(), "file") + " of " + Text.size(survey.unchangedBytes())
                    + " unchanged since, " + Text.size(survey.touchedBytes())
                    + " of files touched, of which only changed pages go in, " + Text.size(survey.newBytes())
                    + " of new files");
        }
        page.line(stored());
        if (estimate.freeBytes().isPresent()) {
            page.line(Text.size(estimate.freeBytes().getAsLong()) + " are free where the archive lies"
                    + (estimate.isTooLarge() ? ": too little" : ""));
        }
    }

    private String stored() {
        if (estimate.storedBytes().isEmpty() && estimate.takes().isEmpty()) {
            return "nothing is known of earlier backups of this kind: how much is stored, and how long it takes, is not guessed";
        }
        String size = estimate.storedBytes().isPresent()
                ? "about " + Text.size(estimate.storedBytes().getAsLong()) + " stored"
                : "at most " + Text.size(estimate.mostContentBytes()) + " stored";
        String time = estimate.takes()
                .map(takes -> " in about " + Text.lasting(takes))
                .orElse("");
        return size + time + ", going by " + Text.count(estimate.basedOn(), "earlier backup");
    }
}
