package dev.walkback.engine.restore.partial;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wants of a cluster: {@code database}, or {@code database/table}, {@code database/schema.table},
 * {@code database/schema/table}; a table without a schema is one of {@code public}. A star stands for any characters.
 *
 * @param database as it was typed
 * @param table {@code schema.name}; empty for all of the database
 */
public record Wanted(String typed, String database, String table) {

    /** Not one of the forms. */
    public static final class NoFormException extends Exception {

        private static final long serialVersionUID = 1;

        NoFormException(String typed) {
            super(typed);
        }
    }

    public static Wanted parse(String typed) throws NoFormException {
        List<String> parts = List.of(typed.split("/", -1));
        if (parts.size() > 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw new NoFormException(typed);
        }
        String table = String.join(".", parts.subList(1, parts.size()));
        if (table.chars().filter(each -> each == '.').count() > 1) {
            throw new NoFormException(typed);
        }
        return new Wanted(typed, parts.getFirst(), table.isEmpty() || table.contains(".") ? table : "public." + table);
    }

    boolean isDatabase(String name) {
        return matches(database, name);
    }

    boolean isTable(String name) {
        return table.isEmpty() || matches(table, name);
    }

    private static boolean matches(String wanted, String name) {
        if (!wanted.contains("*")) {
            return wanted.equals(name);
        }
        String expression = Pattern.quote(wanted).replaceAll("\\*+", "\\\\E.*\\\\Q");
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }
}
