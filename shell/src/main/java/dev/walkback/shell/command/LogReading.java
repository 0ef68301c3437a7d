package dev.walkback.shell.command;

import dev.walkback.engine.server.log.Evidence;
import dev.walkback.engine.server.log.EvidenceFinder;
import dev.walkback.engine.server.log.LogLine;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.report.server.LogExplained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes in a log line by line, and keeps of each kind of message the last, with how many there were. Belongs to one thread. */
public final class LogReading {

    private static final int MOST_UNKNOWN = 20;

    private final LogExplained.About about;
    private final Map<String, LogExplained.Line> kinds = new LinkedHashMap<>();
    private int unknown;

    public LogReading(LogExplained.About about) {
        this.about = about;
    }

    public void add(String raw) {
        if (raw.isBlank() || raw.startsWith("\t")) {
            return;
        }
        LogLine line = LogLine.parse(raw);
        Told told = Told.in(line).orElse(null);
        if (told != null) {
            kinds.values()
                    .removeIf(before ->
                            before.told() != null && before.told().message().isOverBy(told.message()));
            put(kind(told), line, told);
        } else if (line.isFatal() && strangers() < MOST_UNKNOWN) {
            put("? " + line.text(), line, null);
        } else if (!line.isAboutAnother()) {
            unknown++;
        }
    }

    /** Segments that came are one kind however many came; what stops a server is told for each place where it does. */
    private static String kind(Told told) {
        return told.message().weight() == LogMessage.Weight.SERIOUS
                ? told.message() + " " + told.values()
                : told.message().toString();
    }

    private void put(String kind, LogLine line, @Nullable Told told) {
        LogExplained.Line before = kinds.remove(kind);
        kinds.put(kind, new LogExplained.Line(line, told, before == null ? 1 : before.count() + 1, List.of(), about));
    }

    private long strangers() {
        return kinds.keySet().stream().filter(kind -> kind.startsWith("? ")).count();
    }

    /** Whether an archive could say more to anything in it. */
    boolean asksForEvidence() {
        return kinds.values().stream().anyMatch(line -> line.told() != null && EvidenceFinder.isWorthIt(line.told()));
    }

    public LogExplained explained(Function<Told, List<Evidence>> evidence) {
        List<LogExplained.Line> lines = new ArrayList<>();
        for (LogExplained.Line line : kinds.values()) {
            Told told = line.told();
            List<Evidence> found = told == null || !EvidenceFinder.isWorthIt(told) ? List.of() : evidence.apply(told);
            lines.add(new LogExplained.Line(line.line(), told, line.count(), found, about));
        }
        return new LogExplained(lines, unknown);
    }
}
