package dev.walkback.shell.walg;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.report.GoJson;
import dev.walkback.shell.walg.BorderedTable.Column;
import dev.walkback.shell.walg.wal.History;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.Stretch;
import dev.walkback.shell.walg.wal.WalNames;
import dev.walkback.shell.walg.wal.WalgSegment;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code wal-verify}: is the WAL whole from the earliest backup to where the server is, and is the server on the highest
 * timeline? Ends with 0 whatever it finds. WAL-G does several checks in random order; here integrity comes first.
 */
final class WalVerify {

    private static final List<String> CHECKS = List.of("integrity", "timeline");
    private static final String PREFIX = "[wal-verify] ";

    private final Session session;
    private final WalgSegment current;
    private final WalNames names;

    /** How a check ended, and what it shows. */
    private sealed interface Outcome {
        String status();

        record Integrity(String status, List<Stretch> stretches) implements Outcome {}

        record Timelines(String status, long current, long highest) implements Outcome {}
    }

    private WalVerify(Session session, WalgSegment current, WalNames names) {
        this.session = session;
        this.current = current;
        this.names = names;
    }

    /** Refuses words that make no sense together. */
    static void check(String commandPath, Words words) throws WalgUsage {
        if (words.arguments().isEmpty()) {
            throw new WalgUsage(
                    "at least one of the following checks should be specified: " + String.join(", ", CHECKS));
        }
        for (String check : words.arguments()) {
            if (!CHECKS.contains(check)) {
                throw new WalgUsage("invalid check specified: " + check);
            }
        }
        boolean lsn = words.given().containsKey("lsn");
        boolean timeline = words.given().containsKey("timeline");
        if (lsn != timeline) {
            throw new WalgUsage("\"--" + (lsn ? "lsn" : "timeline") + "\" flag works only in conjunction with the \"--"
                    + (lsn ? "timeline" : "lsn") + "\" flag");
        }
    }

    static void run(Words words, Session session) throws Exception {
        Set<String> asked = new LinkedHashSet<>(CHECKS);
        asked.retainAll(words.arguments());
        SegmentGrid grid = session.grid();
        try (MutableStorage storage = session.configured().storage("default")) {
            WalgSegment current = position(words, session, grid);
            try (StopSegment stop =
                    StopSegment.lookFor(storage, words.given().get("backup-name"), asked.contains("integrity"))) {
                WalFolder folder = WalFolder.list(storage, session.configured().encryption(), grid);
                WalVerify verify = new WalVerify(session, current, folder.names());
                List<Outcome> outcomes = new ArrayList<>();
                for (String check : asked) {
                    session.log().info("Building check runner: " + check);
                    outcomes.add(check.equals("integrity") ? verify.integrity(grid, folder, stop) : verify.timelines());
                }
                verify.print(outcomes, words.has("json"));
            }
        }
    }

    private static WalgSegment position(Words words, Session session, SegmentGrid grid) throws WalgFailure {
        String lsn = words.given().get("lsn");
        if (lsn == null) {
            return CurrentSegment.ask(session, grid);
        }
        Lsn position = History.lsn(lsn).orElseThrow(() -> new WalgFailure("failed to parse LSN: " + lsn));
        return new WalgSegment(words.unsigned32("timeline"), grid.numberBefore(position));
    }

    private Outcome integrity(SegmentGrid grid, WalFolder folder, StopSegment stop) throws Exception {
        Integrity integrity = new Integrity(session, grid, folder, current);
        List<Stretch> stretches = integrity.scan(stop);
        return new Outcome.Integrity(integrity.status(stretches), stretches);
    }

    private Outcome timelines() {
        session.log().info("Running the check: timeline");
        names.withoutTimeline()
                .forEach(name ->
                        session.log().warning("Could not parse the timeline Id from " + name + ". Skipping..."));
        long highest = names.highestTimeline();
        String status = highest == 0 ? "WARNING" : highest == current.timeline() ? "OK" : "FAILURE";
        return new Outcome.Timelines(status, current.timeline(), highest);
    }

    private void print(List<Outcome> outcomes, boolean json) throws IOException, WalgFailure {
        if (!json) {
            for (Outcome outcome : outcomes) {
                print(outcome);
            }
            return;
        }
        GoJson document = GoJson.compact(session.out()).beginObject();
        for (Outcome outcome : outcomes) {
            document.name(name(outcome)).beginObject();
            document.name("status").text(outcome.status()).name("details");
            switch (outcome) {
                case Outcome.Integrity integrity -> stretches(integrity.stretches(), document);
                case Outcome.Timelines timelines -> {
                    document.beginObject();
                    document.name("current_timeline_id").number(timelines.current());
                    document.name("highest_storage_timeline_id").number(timelines.highest());
                    document.endObject();
                }
            }
            document.endObject();
        }
        document.endObject();
    }

    private void stretches(List<Stretch> stretches, GoJson json) throws IOException, WalgFailure {
        if (stretches.isEmpty()) {
            json.nothing();
            return;
        }
        SegmentGrid grid = session.grid();
        json.beginArray();
        for (Stretch stretch : stretches) {
            json.beginObject();
            json.name("timeline_id").number(stretch.timeline());
            json.name("start_segment").text(grid.name(stretch.timeline(), stretch.least()));
            json.name("end_segment").text(grid.name(stretch.timeline(), stretch.most()));
            json.name("segments_count").number(stretch.count());
            json.name("status").text(stretch.status().name());
            json.endObject();
        }
        json.endArray();
    }

    private void print(Outcome outcome) throws IOException, WalgFailure {
        String check = PREFIX + name(outcome) + " check ";
        session.print(check + "status: " + outcome.status() + "\n" + check + "details:\n");
        switch (outcome) {
            case Outcome.Integrity integrity -> table(integrity.stretches());
            case Outcome.Timelines timelines ->
                session.print("Highest timeline found in storage: " + timelines.highest()
                        + "\nCurrent cluster timeline: " + timelines.current() + "\n");
        }
    }

    private void table(List<Stretch> stretches) throws IOException, WalgFailure {
        SegmentGrid grid = session.grid();
        // the status is right-aligned: to WAL-G it is a number with a name
        BorderedTable table = new BorderedTable(List.of(
                Column.number("TLI"),
                Column.text("Start"),
                Column.text("End"),
                Column.number("Segments count"),
                Column.number("Status")));
        for (Stretch stretch : stretches) {
            table.row(
                    Long.toString(stretch.timeline()),
                    grid.name(stretch.timeline(), stretch.least()),
                    grid.name(stretch.timeline(), stretch.most()),
                    Long.toString(stretch.count()),
                    stretch.status().name());
        }
        table.print(session.out());
    }

    private static String name(Outcome outcome) {
        return outcome instanceof Outcome.Integrity ? "integrity" : "timeline";
    }
}
