package dev.walkback.shell.walg;

import dev.walkback.shell.report.GoJson;
import dev.walkback.shell.walg.BorderedTable.Column;
import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.DetailedBackup;
import dev.walkback.shell.walg.wal.History;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.SegmentSet;
import dev.walkback.shell.walg.wal.WalgSegment;
import dev.walkback.shell.walg.work.Beside;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code wal-show}: the timelines that have segments in the primary storage, with their gaps and their backups. */
final class WalShow {

    /** More names than this nobody reads: a foreign object makes a range as long as WAL can be. */
    private static final long MOST_MISSING = 100_000_000;

    private final Session session;
    private final SegmentGrid grid;
    private final boolean withBackups;

    private record Line(long timeline, SegmentSet segments, History history, List<DetailedBackup> backups) {

        long range() {
            return segments.most() - segments.least() + 1;
        }

        String status() {
            return range() == segments.count() ? "OK" : "LOST_SEGMENTS";
        }

        long parent() {
            return history.last().map(History.Left::timeline).orElse(0L);
        }
    }

    private WalShow(Words words, Session session) throws WalgFailure {
        this.session = session;
        this.grid = session.grid();
        this.withBackups = !words.has("without-backups");
    }

    static void run(Words words, Session session) throws Exception {
        WalShow show = new WalShow(words, session);
        List<Line> lines = show.lines();
        if (words.has("detailed-json")) {
            show.printJson(lines);
        } else {
            show.printTable(lines);
        }
    }

    private List<Line> lines() throws Exception {
        try (MutableStorage storage = session.configured().storage("default");
                Beside<List<DetailedBackup>> backups = Beside.begin(() -> backups(storage))) {
            WalFolder folder = WalFolder.list(storage, session.configured().encryption(), grid);
            Map<Long, History> histories = histories(folder);
            List<DetailedBackup> all = detailed(backups);
            List<Line> lines = new ArrayList<>();
            for (Map.Entry<Long, SegmentSet> each : folder.names().timelines().entrySet()) {
                History history = histories.getOrDefault(each.getKey(), History.NONE);
                lines.add(
                        new Line(each.getKey(), each.getValue(), history, within(each.getKey(), each.getValue(), all)));
            }
            return lines;
        }
    }

    private static Map<Long, History> histories(WalFolder folder) throws Exception {
        try {
            return folder.histories();
        } catch (IOException | StorageException.Damaged | StorageException.WrongKey e) {
            throw new WalgFailure("Error while loading .history file " + Walg.sentence(e), e);
        }
    }

    private List<DetailedBackup> backups(MutableStorage storage) throws Exception {
        if (!withBackups) {
            return List.of();
        }
        Backups backups = new Backups(storage, "default");
        return backups.detailed(backups.list().reversed());
    }

    private List<DetailedBackup> detailed(Beside<List<DetailedBackup>> backups) throws Exception {
        try {
            List<DetailedBackup> all = backups.result();
            if (withBackups && all.isEmpty()) {
                session.log().info("No backups found in storage.");
            }
            return all;
        } catch (Backups.UnreadableException | StorageException.Missing e) {
            throw new WalgFailure("Failed to add backups info: " + Walg.sentence(e), e);
        }
    }

    /** The backups whose own WAL lies between a timeline's first and last segment; names are compared, as WAL-G does. */
    private List<DetailedBackup> within(long timeline, SegmentSet segments, List<DetailedBackup> all)
            throws WalgFailure {
        List<DetailedBackup> within = new ArrayList<>();
        for (DetailedBackup backup : all) {
            String name = backup.listed().walFileName();
            WalgSegment named = grid.segment(name)
                    .orElseThrow(() -> new WalgFailure("Failed to add backups info: " + grid.whyNot(name)));
            String start =
                    grid.name(named.timeline(), grid.numberOf(backup.metadata().start()));
            String finish =
                    grid.name(named.timeline(), grid.numberOf(backup.metadata().finish()));
            if (named.timeline() == timeline
                    && start.compareTo(grid.name(timeline, segments.least())) >= 0
                    && finish.compareTo(grid.name(timeline, segments.most())) <= 0) {
                within.add(backup);
            }
        }
        return within;
    }

    private void printTable(List<Line> lines) throws IOException {
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("TLI"),
                Column.number("Parent TLI"),
                Column.number("Switchpoint LSN"),
                Column.text("Start segment"),
                Column.text("End segment"),
                Column.number("Segment range"),
                Column.number("Segments count"),
                Column.text("Status")));
        if (withBackups) {
            columns.add(Column.number("Backups count"));
        }
        BorderedTable table = new BorderedTable(columns);
        for (Line line : lines) {
            List<String> cells = new ArrayList<>(List.of(
                    Long.toString(line.timeline()),
                    Long.toString(line.parent()),
                    line.history().last().map(left -> left.at().toString()).orElse("0/0"),
                    grid.name(line.timeline(), line.segments().least()),
                    grid.name(line.timeline(), line.segments().most()),
                    Long.toString(line.range()),
                    Long.toString(line.segments().count()),
                    line.status()));
            if (withBackups) {
                cells.add(Integer.toString(line.backups().size()));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(session.out());
    }

    private void printJson(List<Line> lines) throws IOException, WalgFailure {
        for (Line line : lines) {
            if (line.range() - line.segments().count() > MOST_MISSING) {
                throw new WalgFailure("timeline " + line.timeline() + " lacks "
                        + (line.range() - line.segments().count()) + " segments between its first and its last, too"
                        + " many to name: an object that does not belong there may be among them");
            }
        }
        BackupFields fields = new BackupFields(session.times());
        GoJson json = GoJson.compact(session.out());
        json.beginArray();
        for (Line line : lines) {
            print(line, fields, json);
        }
        json.endArray();
    }

    private void print(Line line, BackupFields fields, GoJson json) throws IOException {
        json.beginObject();
        json.name("id").number(line.timeline());
        json.name("parent_id").number(line.parent());
        json.name("switch_point_lsn")
                .unsigned(line.history().last().map(left -> left.at().bits()).orElse(0L));
        json.name("start_segment")
                .text(grid.name(line.timeline(), line.segments().least()));
        json.name("end_segment").text(grid.name(line.timeline(), line.segments().most()));
        json.name("segments_count").number(line.segments().count());
        json.name("missing_segments").beginArray();
        printMissing(line, json);
        json.endArray();
        if (!line.backups().isEmpty()) {
            json.name("backups").beginArray();
            for (DetailedBackup backup : line.backups()) {
                fields.write(backup, json);
            }
            json.endArray();
        }
        json.name("segment_range_size").number(line.range());
        json.name("status").text(line.status());
        json.endObject();
    }

    private void printMissing(Line line, GoJson json) {
        SegmentSet segments = line.segments();
        segments.descend(segments.most(), segments.least(), (least, most, present) -> {
            for (long number = most; !present && number >= least; number--) {
                try {
                    json.text(grid.name(line.timeline(), number));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
