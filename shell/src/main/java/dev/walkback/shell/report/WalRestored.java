package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.walrestore.MissingWal;
import dev.walkback.engine.walrestore.WalRestore.Result;
import java.io.IOException;
import java.util.List;

/** What came of the WAL that a source of pg_rewind lacked. */
public record WalRestored(MissingWal missing, List<Result> results) implements Report {

    public WalRestored {
        results = List.copyOf(results);
    }

    @Override
    public String kind() {
        return "wal-restored";
    }

    /** Whether all that was missing is there now. */
    public boolean isWhole() {
        return results.stream().allMatch(Result.Restored.class::isInstance);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("wal", missing.source().wal().toString());
        json.writeNumberField("timeline", missing.parting().timeline().number());
        json.writeStringField("parting_lsn", missing.parting().at().toString());
        json.writeArrayFieldStart("segments");
        for (Result result : results) {
            json.writeStartObject();
            json.writeStringField("segment", result.segment().name());
            json.writeStringField("state", state(result));
            if (result instanceof Result.Failed(Segment _, Exception why)) {
                json.writeStringField("why", why(why));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            results.forEach(result -> page.record(result.segment().name(), state(result)));
            return;
        }
        page.line("the lines part at " + missing.parting().at() + " on timeline "
                + missing.parting().timeline());
        if (results.isEmpty()) {
            page.line(
                    "nothing is missing in " + page.name(missing.source().wal().toString()));
            return;
        }
        long restored =
                results.stream().filter(Result.Restored.class::isInstance).count();
        page.line(Text.count(restored, "segment") + " fetched into "
                + page.name(missing.source().wal().toString()));
        for (Result result : results) {
            switch (result) {
                case Result.Restored _ -> {}
                case Result.Absent(Segment segment) -> page.line("not in the archive: " + segment);
                case Result.Failed(Segment segment, Exception why) ->
                    page.line("failed: " + segment + ": " + page.name(why(why)));
            }
        }
    }

    private static String state(Result result) {
        return switch (result) {
            case Result.Restored _ -> "restored";
            case Result.Absent _ -> "absent";
            case Result.Failed _ -> "failed";
        };
    }

    private static String why(Exception failure) {
        return new Wording("").of(failure).map(Problem::what).orElse(String.valueOf(failure.getMessage()));
    }
}
