package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A timeline's history file: a line {@code number TAB position TAB reason} for each ancestor, oldest first. Reasons may end in a
 * line break of their own, so blank lines are usual. What the server would die of is unreadable here too.
 */
public final class HistoryFormat {

    private static final Pattern LINE =
            Pattern.compile("\\s*(?<timeline>\\d{1,10})\\s+(?<lsn>[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8})(?<reason>.*)");

    private HistoryFormat() {}

    public static Document<TimelineHistory> read(Timeline timeline, String text) {
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            Matcher fields = LINE.matcher(line);
            if (!fields.matches() || Timeline.parse(fields.group("timeline")).isEmpty()) {
                return new Document.Unreadable<>("line " + number + " names no timeline and position");
            }
            TimelineHistory.Switch left = new TimelineHistory.Switch(
                    Timeline.parse(fields.group("timeline")).orElseThrow(),
                    Lsn.parse(fields.group("lsn")).orElseThrow(),
                    fields.group("reason").strip());
            if (!switches.isEmpty() && left.from().compareTo(switches.getLast().from()) <= 0) {
                return new Document.Unreadable<>("its timelines do not ascend");
            }
            if (!switches.isEmpty() && left.at().isBefore(switches.getLast().at())) {
                return new Document.Unreadable<>("its positions do not ascend");
            }
            switches.add(left);
        }
        if (switches.isEmpty()) {
            return new Document.Unreadable<>("it names no ancestor");
        }
        if (switches.getLast().from().compareTo(timeline) >= 0) {
            return new Document.Unreadable<>(
                    "it makes timeline " + switches.getLast().from() + " an ancestor");
        }
        return new Document.Read<>(new TimelineHistory(timeline, switches));
    }
}
