package dev.walkback.engine.restore.stage;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stage holds, in lines that a shell can read. Only one with its last line is whole; docs/formats/stage.md tells the form.
 *
 * @param system whose WAL it is
 * @param timeline that the route leads to
 */
public record StageManifest(SystemIdentifier system, Timeline timeline, Lsn from, Lsn to, List<Entry> entries) {

    private static final String FIRST = "walkback-stage 1";
    private static final Pattern ROUTE = Pattern.compile("route (?<timeline>\\d{1,10}) (?<from>\\S+) (?<to>\\S+)");
    private static final Pattern ENTRY =
            Pattern.compile("(?<name>[0-9A-F]{24}|[0-9A-F]{8}\\.history) (?<bytes>\\d{1,10}) (?<digest>[0-9a-f]{16})");

    public StageManifest {
        entries = List.copyOf(entries);
    }

    /**
     * One file.
     *
     * @param digest CRC-32 and CRC-32C of all its bytes, one after the other
     */
    public record Entry(String name, long bytes, long digest) {}

    public String text() {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        text.append("system ").append(system).append('\n');
        text.append(String.format(Locale.ROOT, "route %s %s %s\n", timeline, from, to));
        for (Entry entry : entries) {
            text.append(String.format(Locale.ROOT, "%s %d %016x\n", entry.name(), entry.bytes(), entry.digest()));
        }
        return text.append("end ").append(entries.size()).append('\n').toString();
    }

    static Document<StageManifest> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 4 || !lines.getFirst().equals(FIRST)) {
            return new Document.Unreadable<>("it does not begin as a manifest does");
        }
        if (!text.endsWith("\n") || !lines.getLast().equals("end " + (lines.size() - 4))) {
            return new Document.Unreadable<>("it does not end as a manifest does");
        }
        Matcher route = ROUTE.matcher(lines.get(2));
        if (!lines.get(1).startsWith("system ") || !route.matches()) {
            return new Document.Unreadable<>("it names no system and route");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(3, lines.size() - 1)) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                return new Document.Unreadable<>("line " + (entries.size() + 4) + " names no file");
            }
            entries.add(new Entry(
                    entry.group("name"),
                    Long.parseLong(entry.group("bytes")),
                    Long.parseUnsignedLong(entry.group("digest"), 16)));
        }
        return SystemIdentifier.parse(lines.get(1).substring("system ".length()))
                .flatMap(system -> Timeline.parse(route.group("timeline"))
                        .flatMap(timeline -> Lsn.parse(route.group("from"))
                                .flatMap(from -> Lsn.parse(route.group("to"))
                                        .map(to -> new StageManifest(system, timeline, from, to, entries)))))
                .<Document<StageManifest>>map(Document.Read::new)
                .orElseGet(() -> new Document.Unreadable<>("its system or route is not one"));
    }
}
