package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What happened to the cluster of a packed archive: the states it was in, with what was in its tables then. */
public record Story(List<State> states) {

    private static final Pattern TABLE = Pattern.compile(
            "\"(?<table>[^\":]+:[^\"]+)\": \\{\\s*\"rows\": (?<rows>\\d+),\\s*\"md5\": \"(?<md5>[\\w-]+)\"");

    /**
     * @param lsn where the next record goes: stopping just before it gives this state
     * @param segment that this is in, with the timeline
     * @param tables by {@code database:schema.table}, rows and checksum
     */
    public record State(String label, String lsn, String segment, Map<String, Content> tables) {}

    public record Content(long rows, String md5) {}

    public Story {
        states = List.copyOf(states);
    }

    /** Of an archive's folder. */
    public static Story of(Path archive) {
        try (Stream<String> entries =
                Pattern.compile("(?m)^ \\{$").splitAsStream(Files.readString(archive.resolve("story.json")))) {
            return new Story(entries.filter(entry -> entry.contains("\"kind\": \"state\""))
                    .map(Story::parsed)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public State state(String label) {
        return states.stream()
                .filter(state -> state.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state " + label));
    }

    private static State parsed(String entry) {
        Map<String, Content> tables = new TreeMap<>();
        Matcher table = TABLE.matcher(entry);
        while (table.find()) {
            tables.put(table.group("table"), new Content(Long.parseLong(table.group("rows")), table.group("md5")));
        }
        return new State(text(entry, "label"), text(entry, "lsn"), text(entry, "segment"), tables);
    }

    private static String text(String entry, String name) {
        Matcher field = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(entry);
        if (!field.find()) {
            throw new IllegalArgumentException("an entry has no " + name + ": " + entry);
        }
        return field.group(1);
    }
}
