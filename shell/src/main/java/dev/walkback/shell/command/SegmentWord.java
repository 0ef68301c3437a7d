package dev.walkback.shell.command;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in WAL as people type them. */
public final class SegmentWord {

    private static final Pattern SHORT = Pattern.compile("([0-9]{1,10})/([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    private SegmentWord() {}

    /** 24 digits, or short as {@code 2/0/A3}. Empty for anything else, and for what no segment of that size is called. */
    static Optional<Segment> read(String typed, SegmentSize size) {
        Matcher groups = SHORT.matcher(typed);
        if (groups.matches()) {
            return Timeline.parse(groups.group(1))
                    .flatMap(timeline -> new WalFile.Digits(
                                    timeline, Long.parseLong(groups.group(2), 16), Long.parseLong(groups.group(3), 16))
                            .in(size));
        }
        return WalFile.named(typed.toUpperCase(java.util.Locale.ROOT)) instanceof WalFile.Whole(WalFile.Digits digits)
                ? digits.in(size)
                : Optional.empty();
    }

    static Segment segment(String typed, SegmentSize size) {
        return read(typed, size)
                .orElseThrow(() -> bad(
                        ShellWord.quoted(typed) + " is no segment of " + size,
                        "a segment is 24 hexadecimal digits, or short as 1/0/9C: timeline, log, place in it"));
    }

    public static Lsn lsn(String typed) {
        return Lsn.parse(typed)
                .orElseThrow(() -> bad(
                        ShellWord.quoted(typed) + " is no position in WAL",
                        "one is written 0/9C4A01B8, as pg_current_wal_lsn() prints it"));
    }

    public static Timeline timeline(String typed) {
        return Timeline.parse(typed)
                .orElseThrow(() ->
                        bad(ShellWord.quoted(typed) + " is no timeline", "a timeline is a decimal number above zero"));
    }

    private static UsageError bad(String what, String why) {
        return new UsageError(
                ErrorCode.BAD_VALUE, what, why, Suggestion.command("help wal list", "how places in WAL are written"));
    }
}
