package dev.walkback.shell.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One source of values, by upper-case names.
 *
 * @param names of all that it may have a value for
 * @param values what it has for one
 */
record Layer(Set<String> names, Function<String, @Nullable Found> values) {

    static final Layer NONE = new Layer(Set.of(), name -> null);

    @Nullable
    Found find(String name) {
        return values.apply(name);
    }

    record Found(Secret content, Origin origin) {}

    /** An empty flag counts. */
    static Layer flags(Map<String, String> flags) {
        return new Layer(flags.keySet(), name -> {
            String text = flags.get(name);
            return text == null ? null : new Found(trimmed(text), new Origin.Flag("--" + Setting.flag(name)));
        });
    }

    /** An empty variable is as if it were not set. */
    static Layer environment(Map<String, String> environment) {
        return new Layer(environment.keySet(), name -> {
            String text = environment.getOrDefault(name, "");
            return text.isEmpty() ? null : new Found(trimmed(text), new Origin.Variable(name));
        });
    }

    /**
     * Of an entry that is there twice, the last one.
     *
     * @param under the keys that the table stands under, each with a dot after it; empty for a file's own level
     * @param named from a key of the file to a name
     */
    static Layer table(Node.Table table, Path file, String under, UnaryOperator<String> named) {
        Map<String, Found> found = new HashMap<>();
        for (Node.Entry entry : table.entries()) {
            if (entry.node() instanceof Node.Text text) {
                found.put(
                        named.apply(entry.key()),
                        new Found(
                                trimmed(text.text().reveal()),
                                new Origin.File(file, under + entry.key(), entry.line())));
            }
        }
        return new Layer(found.keySet(), found::get);
    }

    /** Line ends behind a value come from the way it was written down. */
    private static Secret trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return Secret.of(text.substring(0, end));
    }
}
