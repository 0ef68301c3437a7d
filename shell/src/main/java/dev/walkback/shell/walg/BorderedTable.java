package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bordered tables of WAL-G: headings in capitals, columns of numbers set to the right together with their heading, all others
 * to the left. Without rows the heading is followed by two borders.
 */
final class BorderedTable {

    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();

    /** @param numbers whether it is set to the right */
    record Column(String heading, boolean numbers) {

        static Column text(String heading) {
            return new Column(heading, false);
        }

        static Column number(String heading) {
            return new Column(heading, true);
        }
    }

    BorderedTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void row(String... cells) {
        String[] clean = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            clean[i] = Cells.clean(cells[i]);
        }
        rows.add(clean);
    }

    void print(OutputStream out) throws IOException {
        int[] widths = new int[columns.size()];
        String[] headings = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            headings[i] = columns.get(i).heading().toUpperCase(Locale.ROOT);
            widths[i] = Cells.width(headings[i]);
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], Cells.width(row[i]));
            }
        }
        String border = border(widths);
        write(out, border);
        write(out, line(headings, widths));
        write(out, border);
        for (String[] row : rows) {
            write(out, line(row, widths));
        }
        write(out, border);
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            int blanks = widths[i] - Cells.width(cells[i]);
            boolean right = columns.get(i).numbers();
            line.append("| ").repeat(' ', right ? blanks : 0);
            line.append(cells[i]).repeat(' ', right ? 1 : blanks + 1);
        }
        return line.append("|\n").toString();
    }

    private static String border(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int width : widths) {
            line.append('+').repeat('-', width + 2);
        }
        return line.append("+\n").toString();
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
