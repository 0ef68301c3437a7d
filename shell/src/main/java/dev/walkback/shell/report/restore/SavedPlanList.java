package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code plan list}: restore plans that were kept, the newest last. */
public record SavedPlanList(List<Kept> kept) implements Report {

    /**
     * @param plan null where the file cannot be read
     * @param why it cannot; empty where it can
     */
    public record Kept(Path file, @Nullable SavedRestore plan, String why) {

        /** Those that cannot be read first. */
        public Instant at() {
            return plan == null ? Instant.MIN : plan.savedAt();
        }

        private String name() {
            return plan == null
                    ? String.valueOf(file.getFileName())
                    : plan.fingerprint().text();
        }

        private String said() {
            return plan == null ? why : plan.purpose();
        }
    }

    public SavedPlanList {
        kept = List.copyOf(kept);
    }

    @Override
    public String kind() {
        return "restore-plans";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Kept each : kept) {
            json.writeStartObject();
            json.writeStringField("file", each.file().toString());
            if (each.plan() == null) {
                json.writeStringField("why", each.why());
            } else {
                json.writeStringField("plan", each.plan().fingerprint().text());
                json.writeStringField("saved_at", each.plan().savedAt().toString());
                json.writeStringField("purpose", each.plan().purpose());
                json.writeNumberField("steps", each.plan().steps().size());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        if (kept.isEmpty() && !page.plain()) {
            page.wrapped("", "No restore plan was kept: restore plan --save keeps one.");
            return;
        }
        Table table = new Table(
                Column.left("PLAN"),
                Column.left("SAVED (UTC)").givenUp(2),
                Column.right("STEPS").givenUp(1),
                Column.left("WHAT"));
        for (Kept each : kept) {
            Optional<SavedRestore> plan = Optional.ofNullable(each.plan());
            table.row(
                    Cell.of(each.name()),
                    Cell.time(plan.map(SavedRestore::savedAt)),
                    plan.map(it -> Cell.count(it.steps().size())).orElse(Cell.NONE),
                    Cell.of(each.said()));
        }
        table.print(page);
    }

    @Override
    public void words(Page page) {
        if (kept.isEmpty()) {
            page.paragraph("No restore plan was kept.");
        }
        kept.forEach(
                each -> page.paragraph("Plan " + page.name(each.name()) + ": " + page.sentence(each.said()) + "."));
    }
}
