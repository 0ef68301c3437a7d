package dev.walkback.shell.report.archive;

import dev.walkback.engine.recovery.TimelineMap;
import dev.walkback.engine.recovery.TimelineMap.Bar;
import dev.walkback.engine.recovery.TimelineMap.Flag;
import dev.walkback.engine.recovery.TimelineMap.Row;
import dev.walkback.engine.recovery.TimelineMap.Tick;
import dev.walkback.engine.wal.Segment;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A {@link TimelineMap} in signs, one line for each timeline with its backups above it. */
final class MapDrawing {

    /** Columns that the names of rows take. */
    static final int LABEL = 8;

    private static final int YEAR = "2026-".length();

    private final TimelineMap map;
    private final MapGlyphs glyphs;
    private final List<Bar> windows;

    /** @param windows the numbers of those that are to be shown */
    MapDrawing(TimelineMap map, MapGlyphs glyphs, Set<Integer> windows) {
        this.map = map;
        this.glyphs = glyphs;
        this.windows = map.bars().stream()
                .filter(bar -> windows.contains(bar.window()))
                .toList();
    }

    void print(List<Row> rows, Page page) {
        line(page, "", ticks());
        for (Row row : rows) {
            fork(page, row);
            if (!row.backups().isEmpty()) {
                line(page, "", backups(row));
            }
            line(page, "TL " + row.timeline(), cells(row));
        }
        String label = "can";
        for (int lane = 0; lane <= windows.stream().mapToInt(Bar::lane).max().orElse(-1); lane++) {
            line(page, label, bars(lane));
            label = "";
        }
        page.wrapped(
                "  ",
                glyphs.wal() + " WAL, " + glyphs.lost() + " lost, " + glyphs.growing()
                        + " not archived yet, F full, d delta, * permanent, ! not restorable, 2-9 several backups, ["
                        + glyphs.bar() + "] any moment inside can be reached");
    }

    private static void line(Page page, String label, char[] cells) {
        page.line((Text.padded(label, LABEL) + new String(cells)).stripTrailing());
    }

    private char[] empty() {
        char[] cells = new char[map.columns() + 1];
        Arrays.fill(cells, ' ');
        return cells;
    }

    private char[] ticks() {
        char[] cells = empty();
        boolean days = spansDays();
        for (Tick tick : map.ticks()) {
            String text = glyphs.tick() + label(tick, days);
            if (tick.column() + text.length() <= cells.length) {
                text.getChars(0, text.length(), cells, tick.column());
            }
        }
        return cells;
    }

    private boolean spansDays() {
        Instant first = map.ticks().isEmpty() ? null : map.ticks().getFirst().about();
        Instant last = map.ticks().isEmpty() ? null : map.ticks().getLast().about();
        return first != null && last != null && last.getEpochSecond() - first.getEpochSecond() > 10 * 86_400;
    }

    /** Which timeline a segment is on is for the rows to say. */
    private static String label(Tick tick, boolean days) {
        Segment segment = tick.segment();
        if (segment != null) {
            String name = segment.shortName();
            return name.substring(name.indexOf('/') + 1);
        }
        Instant about = tick.about();
        return about == null ? "" : Text.minute(about).substring(5, days ? 10 : 16);
    }

    private char[] cells(Row row) {
        char[] cells = empty();
        for (int i = 0; i < row.cells().size(); i++) {
            cells[i] = glyphs.of(row.cells().get(i));
        }
        if (row.isGrowing() && row.lastColumn() >= 0) {
            cells[row.lastColumn() + 1] = glyphs.growing();
        }
        return cells;
    }

    private char[] backups(Row row) {
        char[] cells = empty();
        int[] several = new int[cells.length];
        row.backups().forEach(flag -> several[flag.column()]++);
        for (Flag flag : row.backups()) {
            int column = flag.column();
            cells[column] = several[column] > 1 ? (char) ('0' + Math.min(9, several[column])) : sign(flag);
        }
        for (Flag flag : row.backups()) {
            int beside = flag.column() + 1;
            if (flag.isPermanent() && beside < cells.length && cells[beside] == ' ') {
                cells[beside] = '*';
            }
        }
        return cells;
    }

    private static char sign(Flag flag) {
        if (!flag.isRestorable()) {
            return '!';
        }
        return flag.isDelta() ? 'd' : 'F';
    }

    private void fork(Page page, Row row) {
        TimelineMap.Fork fork = row.fork();
        if (fork == null) {
            return;
        }
        Instant about = fork.about();
        String place = "from TL " + fork.parent() + " at " + fork.at();
        String text = about == null ? place : place + ", ~" + Text.minute(about).substring(YEAR);
        int left = LABEL + fork.column();
        int right = map.columns() - fork.column() - 2;
        String fitting = text.length() <= Math.max(left - 1, right) ? text : place;
        String before = " ".repeat(left);
        if (fitting.length() <= right || left <= fitting.length()) {
            page.line(before + glyphs.fork() + " " + fitting);
        } else {
            page.line(before.substring(fitting.length() + 1) + fitting + " " + glyphs.fork());
        }
    }

    private char[] bars(int lane) {
        char[] cells = empty();
        for (Bar bar : windows) {
            if (bar.lane() == lane) {
                Arrays.fill(cells, bar.first(), bar.last() + 1, glyphs.bar());
                cells[bar.first()] = '[';
                cells[Math.max(bar.last(), bar.first() + 1)] = bar.isGrowing() ? '>' : ']';
            }
        }
        return cells;
    }
}
