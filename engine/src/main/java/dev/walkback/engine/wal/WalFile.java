package dev.walkback.engine.wal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of WAL's folder is, told from its plain name alone: without folder and without the extension of a codec. A
 * segment's place is known only together with the cluster's {@link SegmentSize}, so names keep their three groups.
 */
public sealed interface WalFile {

    /** The three groups of a segment's name. */
    record Digits(Timeline timeline, long log, long withinLog) {

        /** Where this segment lies, if segments are of this size: a third group that is too large refutes it. */
        public Optional<Segment> in(SegmentSize size) {
            long perLog = size.segmentsPerLog();
            return withinLog < perLog
                    ? Optional.of(new Segment(timeline, log * perLog + withinLog, size))
                    : Optional.empty();
        }

        public String name() {
            return String.format(Locale.ROOT, "%08X%08X%08X", timeline.id(), log, withinLog);
        }
    }

    /** A whole segment: {@code 00000001000000000000009C}. */
    record Whole(Digits digits) implements WalFile {}

    /** The last segment of a timeline, of full size but valid only up to where it was left: {@code ….partial}. */
    record Partial(Digits digits) implements WalFile {}

    /** A timeline's history: {@code 00000002.history}. */
    record History(Timeline timeline) implements WalFile {}

    /** What a base backup leaves in WAL's folder: {@code ….00000028.backup}. */
    record BackupHistory(Digits digits, long offset) implements WalFile {}

    /** WAL-G's map of changed blocks, for the segments from this one on: {@code …_delta}. */
    record DeltaMap(Digits digits) implements WalFile {}

    /**
     * WAL-G's metadata, {@code ….json}: of one file of any kind, or of up to sixteen segments.
     *
     * @param of the file's name, or the 23 digits that the segments have in common
     */
    record Metadata(String of) implements WalFile {}

    /** Nothing that belongs there. */
    record Unknown(String name) implements WalFile {}

    static WalFile named(String name) {
        // nearly all names of a large archive are segments', and a pattern takes ten times as long
        if (name.length() == Names.SEGMENT) {
            return Names.segment(name);
        }
        Matcher matcher = Names.FILE.matcher(name);
        if (!matcher.matches()) {
            return new Unknown(name);
        }
        if (matcher.group("metadata") != null) {
            return new Metadata(matcher.group("metadata"));
        }
        int timeline = Integer.parseUnsignedInt(matcher.group("tli"), 16);
        if (timeline == 0) {
            return new Unknown(name);
        }
        return matcher.group("log") == null
                ? new History(new Timeline(timeline))
                : ofSegment(
                        new Digits(
                                new Timeline(timeline),
                                Long.parseLong(matcher.group("log"), 16),
                                Long.parseLong(matcher.group("seg"), 16)),
                        matcher.group("rest"));
    }

    private static WalFile ofSegment(Digits digits, String rest) {
        return switch (rest) {
            case ".partial" -> new Partial(digits);
            case "_delta" -> new DeltaMap(digits);
            default -> new BackupHistory(digits, Long.parseLong(rest.substring(1, 9), 16));
        };
    }

    /** Upper case only, as PostgreSQL writes: what it did not write, it will never ask for. */
    final class Names {

        private static final int SEGMENT = 24;
        private static final int GROUP = 8;
        private static final Pattern FILE = Pattern.compile(
                "(?<tli>[0-9A-F]{8})"
                        + "(?:\\.history|(?<log>[0-9A-F]{8})(?<seg>[0-9A-F]{8})(?<rest>\\.partial|_delta|\\.[0-9A-F]{8}\\.backup))"
                        + "|(?<metadata>[0-9A-F]{23,24}|[0-9A-F]{24}\\.(?:partial|[0-9A-F]{8}\\.backup)|[0-9A-F]{8}\\.history)\\.json");

        private Names() {}

        private static WalFile segment(String name) {
            long timeline = group(name, 0);
            long log = group(name, GROUP);
            long withinLog = group(name, 2 * GROUP);
            return timeline <= 0 || log < 0 || withinLog < 0
                    ? new Unknown(name)
                    : new Whole(new Digits(new Timeline((int) timeline), log, withinLog));
        }

        /** -1 where it is not eight digits. */
        private static long group(String name, int from) {
            long value = 0;
            for (int i = from; i < from + GROUP; i++) {
                char c = name.charAt(i);
                int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
            return value;
        }
    }
}
