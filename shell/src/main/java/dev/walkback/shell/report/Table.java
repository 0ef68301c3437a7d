package dev.walkback.shell.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows in columns. Plain it is one record a line with every column; in a file nothing is shortened; on a terminal it fits: first
 * values are shortened, then columns are given up, and a last line says which.
 */
public final class Table {

    private static final String INDENT = "  ";
    private static final String BETWEEN = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> before = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    public Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** A word that each plain record begins with: for where records of several kinds follow each other. */
    public Table ofKind(String word) {
        before.add(word);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(Page page) {
        if (page.plain()) {
            List<Integer> all = chosen(page, List.of());
            rows.forEach(row -> page.record(Stream.concat(
                            before.stream(),
                            all.stream().map(index -> page.name(row.get(index).plain())))
                    .toArray(String[]::new)));
            return;
        }
        List<Column> left = new ArrayList<>();
        Layout layout = new Layout(page, chosen(page, left), columns.size());
        if (page.forPeople()) {
            // names stand in front and are shortened last
            for (int whole = columns.size() - 1; whole >= 0 && layout.width() > page.width(); whole--) {
                layout = new Layout(page, chosen(page, left), whole);
            }
            Optional<Column> next = next(left);
            while (layout.width() > page.width() && next.isPresent()) {
                left.add(next.get());
                layout = new Layout(page, chosen(page, left), 0);
                next = next(left);
            }
        }
        layout.print();
        List<String> missing =
                left.stream().filter(it -> !it.forPeople()).map(Column::title).toList();
        if (!missing.isEmpty()) {
            page.wrapped(INDENT, "no room for " + String.join(", ", missing) + "; --plain prints all");
        }
    }

    private List<Integer> chosen(Page page, List<Column> left) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!left.contains(columns.get(i))
                    && (page.forPeople() || !columns.get(i).forPeople())) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    private Optional<Column> next(List<Column> left) {
        return columns.stream()
                .filter(it -> it.givenUp() > 0 && !left.contains(it))
                .max(Comparator.comparingInt(Column::givenUp));
    }

    /** The columns that are shown, each with its width. */
    private final class Layout {

        private final Page page;
        private final List<Integer> shown;
        private final int whole;
        private final int[] widths;

        /** @param whole how many columns, from the left, are not shortened */
        Layout(Page page, List<Integer> shown, int whole) {
            this.page = page;
            this.shown = shown;
            this.whole = whole;
            this.widths = new int[columns.size()];
            for (int index : shown) {
                widths[index] = columns.get(index).title().length();
                rows.forEach(row -> widths[index] = Math.max(widths[index], length(text(row, index))));
            }
        }

        int width() {
            int sum = INDENT.length() - BETWEEN.length();
            for (int index : shown) {
                sum += BETWEEN.length() + widths[index];
            }
            return sum;
        }

        void print() {
            page.bold(line(index -> columns.get(index).title()));
            rows.forEach(row -> page.line(line(index -> text(row, index))));
        }

        private String text(List<Cell> row, int index) {
            return page.name(
                    index < whole ? row.get(index).full() : row.get(index).brief());
        }

        private String line(java.util.function.IntFunction<String> texts) {
            StringBuilder line = new StringBuilder();
            for (int index : shown) {
                String text = texts.apply(index);
                String room = " ".repeat(Math.max(0, widths[index] - length(text)));
                line.append(line.isEmpty() ? INDENT : BETWEEN);
                line.append(columns.get(index).right() ? room + text : text + room);
            }
            return line.toString().stripTrailing();
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
