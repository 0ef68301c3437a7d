package dev.walkback.shell.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a restored server, written by whoever knows its data:
 *
 * <pre>
 * -- database orders
 * -- expect >= 100
 * select count(*) from orders;
 * </pre>
 *
 * <p>A statement ends with a semicolon at the end of a line. What it has to answer stands in a line of its own before it; a statement without
 * one has to succeed.
 */
public record CheckFile(List<Question> questions) {

    private static final String EXPECT = "-- expect";
    private static final String DATABASE = "-- database ";

    /**
     * One statement.
     *
     * @param line that it begins in, from 1
     * @param database empty for the one that is usual
     * @param expectation null where it only has to succeed
     */
    public record Question(
            int line, String database, String sql, @Nullable Expectation expectation) {}

    /** A line that cannot be meant. */
    public static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        Unclear(int line, String what) {
            super(what);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    public CheckFile {
        questions = List.copyOf(questions);
    }

    public static CheckFile parse(List<String> lines) throws Unclear {
        List<Question> questions = new ArrayList<>();
        String database = "";
        Expectation expectation = null;
        StringBuilder sql = new StringBuilder();
        int begun = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (sql.isEmpty() && line.startsWith(DATABASE)) {
                database = line.substring(DATABASE.length()).strip();
            } else if (sql.isEmpty() && line.startsWith(EXPECT)) {
                String wanted = line.substring(EXPECT.length());
                Optional<Expectation> read = Expectation.parse(wanted);
                if (read.isEmpty() || expectation != null) {
                    throw new Unclear(
                            i + 1, expectation != null ? "two expectations of one statement" : "not an expectation");
                }
                expectation = read.get();
            } else if (!line.isEmpty() && !(sql.isEmpty() && line.startsWith("--"))) {
                begun = sql.isEmpty() ? i + 1 : begun;
                sql.append(sql.isEmpty() ? "" : "\n").append(lines.get(i));
                if (line.endsWith(";")) {
                    questions.add(new Question(begun, database, sql.toString(), expectation));
                    sql.setLength(0);
                    expectation = null;
                }
            }
        }
        if (!sql.isEmpty()) {
            throw new Unclear(begun, "a statement without its semicolon");
        }
        if (expectation != null) {
            throw new Unclear(lines.size(), "an expectation without a statement");
        }
        return new CheckFile(questions);
    }
}
