package dev.walkback.shell.walg.wal;

import dev.walkback.engine.wal.Lsn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What WAL-G takes out of a timeline's history file: every line of three columns, whatever their order. Other lines it passes by,
 * and one of more than 64 KiB ends the file.
 */
public record History(List<Left> records) {

    public static final History NONE = new History(List.of());

    private static final Pattern LINE = Pattern.compile("([0-9]+)\t([^\n]+)\t([^\n]+)");
    private static final Pattern LSN = Pattern.compile(" *([0-9A-Fa-f]+)/ *([0-9A-Fa-f]+).*", Pattern.DOTALL);
    private static final int LONGEST_LINE = 64 << 10;

    /** A timeline was left here. */
    public record Left(long timeline, Lsn at) {}

    /** A line that looks like a record and is not one. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    public History {
        records = List.copyOf(records);
    }

    public static History read(Reader text) throws IOException {
        List<Left> records = new ArrayList<>();
        BufferedReader lines = new BufferedReader(text);
        for (String line = line(lines); line != null; line = line(lines)) {
            Matcher columns = LINE.matcher(line);
            if (columns.matches()) {
                records.add(new Left(timeline(columns.group(1)), position(columns.group(2))));
            }
        }
        return new History(records);
    }

    /** A position as WAL-G reads it: two hexadecimal numbers, whatever their length and whatever follows. */
    public static Optional<Lsn> lsn(String text) {
        Matcher halves = LSN.matcher(text);
        try {
            return halves.matches()
                    ? Optional.of(new Lsn((Long.parseUnsignedLong(halves.group(1), 16) << 32)
                            + Long.parseUnsignedLong(halves.group(2), 16)))
                    : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    public Optional<Left> last() {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.getLast());
    }

    /** The records by the segment in which they happened; of two in one segment the later counts. */
    Map<Long, Left> bySegment(SegmentGrid grid) {
        Map<Long, Left> switches = new HashMap<>();
        records.forEach(left -> switches.put(grid.numberOf(left.at()), left));
        return switches;
    }

    /** The segments in which timelines were left. */
    Map<Long, Long> segmentByTimeline(SegmentGrid grid) {
        Map<Long, Long> segments = new HashMap<>();
        // a record that another of the same segment displaced does not count here either
        bySegment(grid).values().stream()
                .sorted((a, b) -> Integer.compare(records.lastIndexOf(a), records.lastIndexOf(b)))
                .forEach(left -> segments.put(left.timeline(), grid.numberOf(left.at())));
        return segments;
    }

    private static @Nullable String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            line.append((char) c);
            if (line.length() >= LONGEST_LINE) {
                return null;
            }
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static long timeline(String digits) throws UnreadableException {
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(digits));
        } catch (NumberFormatException e) {
            throw new UnreadableException("no timeline has the number " + digits);
        }
    }

    private static Lsn position(String text) throws UnreadableException {
        return lsn(text).orElseThrow(() -> new UnreadableException("failed to parse LSN: " + text));
    }
}
