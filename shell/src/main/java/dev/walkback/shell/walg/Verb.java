package dev.walkback.shell.walg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command or a group of commands, as data.
 *
 * @param synopsis the name and what follows it, such as {@code cat relative_object_path}
 * @param own the flags of this command alone
 * @param inherited the flags that the commands below take as well
 * @param arity which numbers of arguments it takes
 * @param action what it does; null for a group, which prints its help
 */
record Verb(
        String synopsis,
        String summary,
        String description,
        List<Flag> own,
        List<Flag> inherited,
        Arity arity,
        List<Verb> below,
        @Nullable Action action) {

    Verb {
        own = List.copyOf(own);
        inherited = List.copyOf(inherited);
        // Comparator.comparing makes a lambda that no AOT cache holds, and the first of those costs 20 ms at every
        // start
        below = below.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    static Verb command(String synopsis, String summary, Arity arity, List<Flag> flags, Action action) {
        return new Verb(synopsis, summary, summary, flags, List.of(), arity, List.of(), action);
    }

    static Verb group(String name, String summary, String description, List<Flag> inherited, List<Verb> below) {
        return new Verb(name, summary, description, List.of(), inherited, Arity.ANY, below, null);
    }

    String name() {
        int blank = synopsis.indexOf(' ');
        return blank < 0 ? synopsis : synopsis.substring(0, blank);
    }

    Optional<Verb> child(String word) {
        return below.stream().filter(verb -> verb.name().equals(word)).findFirst();
    }

    /** The flags that apply here, given those of the groups above. */
    List<Flag> flags(List<Flag> fromAbove) {
        List<Flag> all = new ArrayList<>(own);
        all.addAll(inherited);
        all.addAll(fromAbove);
        return all;
    }

    /** What a command does with its words. */
    @FunctionalInterface
    interface Action {
        void run(Words words, Session session) throws Exception;
    }
}
