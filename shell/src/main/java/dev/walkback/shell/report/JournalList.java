package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournaledRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What was run, the newest last.
 *
 * @param folder that the journals are in
 * @param all how many there are, shown or not
 */
public record JournalList(String folder, List<Run> runs, int all) implements Report {

    /**
     * @param ending {@code done}, {@code partly}, {@code failed}, {@code interrupted}; {@code unknown} where the process died or
     *     still runs, {@code unreadable} where the file is damaged
     * @param purpose of the plan; why the file cannot be read where it cannot
     */
    public record Run(String name, String ending, String purpose, int steps, long done, long failed, long unknown) {

        public static Run of(String name, JournaledRun run) {
            return new Run(
                    name,
                    run.ending().map(Run::word).orElse("unknown"),
                    run.purpose(),
                    run.steps(),
                    count(run, JournaledRun.State.DONE),
                    count(run, JournaledRun.State.FAILED),
                    count(run, JournaledRun.State.UNKNOWN));
        }

        public static Run unreadable(String name, String why) {
            return new Run(name, "unreadable", why, 0, 0, 0, 0);
        }

        private static String word(Journal.Ending ending) {
            return ending.name().toLowerCase(Locale.ROOT);
        }

        private static long count(JournaledRun run, JournaledRun.State state) {
            return run.entries().stream().filter(it -> it.state() == state).count();
        }
    }

    public JournalList {
        runs = List.copyOf(runs);
    }

    @Override
    public String kind() {
        return "journals";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Run run : runs) {
            json.writeStartObject();
            json.writeStringField("run", run.name());
            json.writeStringField("ending", run.ending());
            json.writeStringField("purpose", run.purpose());
            json.writeNumberField("steps", run.steps());
            json.writeNumberField("done", run.done());
            json.writeNumberField("failed", run.failed());
            json.writeNumberField("unknown", run.unknown());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        for (Run run : runs) {
            if (page.plain()) {
                page.record(
                        run.name(),
                        run.ending(),
                        Integer.toString(run.steps()),
                        Long.toString(run.done()),
                        Long.toString(run.failed()),
                        Long.toString(run.unknown()),
                        page.name(run.purpose()));
            } else {
                page.line(run.name() + "  " + Text.padded(run.ending(), 11) + "  " + run.done() + "/" + run.steps()
                        + "  " + page.name(run.purpose()));
            }
        }
        if (!page.plain()) {
            page.line(runs.isEmpty() ? "nothing was changed from this account" : more());
        }
    }

    private String more() {
        String left = all > runs.size() ? ", " + (all - runs.size()) + " older ones with --all" : "";
        return "session journal RUN shows each step" + left + "; the files are in " + folder;
    }
}
