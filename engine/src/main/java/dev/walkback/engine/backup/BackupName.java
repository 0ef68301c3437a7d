package dev.walkback.engine.backup;

import dev.walkback.engine.wal.WalFile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a backup is called: {@code base_} and the segment it starts in; a delta adds {@code _D_} and its parent's segment.
 * wal-rus nests the whole of a parent's name instead ({@code base_…_D_…_D_…}), and WAL-E ended names with an offset; both are read.
 *
 * @param text the whole name, as the sentinel's object has it
 */
public record BackupName(String text) implements Comparable<BackupName> {

    private static final Pattern NAME =
            Pattern.compile("base_(?<start>[0-9A-F]{24})(?<parents>(?:_D_[0-9A-F]{24})*)(?:_[0-9A-F]{8})?");

    private static final int DIGITS = 24;
    private static final int FROM_PARENT = "_D_".length();

    public BackupName {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a backup has a name");
        }
    }

    /** The segment that the backup starts in, as the name says. A standby's backup may start a little after. */
    public Optional<WalFile.Digits> start() {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches() ? digits(matcher.group("start")) : Optional.empty();
    }

    /** The parent's segment, when this is the name of a delta. */
    public Optional<WalFile.Digits> parentStart() {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches() || matcher.group("parents").isEmpty()) {
            return Optional.empty();
        }
        return digits(matcher.group("parents").substring(FROM_PARENT, FROM_PARENT + DIGITS));
    }

    public boolean isDelta() {
        return parentStart().isPresent();
    }

    @Override
    public int compareTo(BackupName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static Optional<WalFile.Digits> digits(String name) {
        return WalFile.named(name) instanceof WalFile.Whole(WalFile.Digits digits)
                ? Optional.of(digits)
                : Optional.empty();
    }
}
