package dev.walkback.storage.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How hard to press, in the words of {@code WALG_ZSTD_LEVEL}. WAL-G's library has these four levels; the numbers are those of
 * the reference library that it says they match. The window is that of WAL-G's library, so that a reader needs no more memory
 * for our frames than for WAL-G's.
 */
public enum ZstdLevel {
    FASTEST(1, 22),
    DEFAULT(3, 23),
    BETTER(7, 23),
    BEST(11, 23);

    private final int level;
    private final int windowLog;

    ZstdLevel(int level, int windowLog) {
        this.level = level;
        this.windowLog = windowLog;
    }

    int level() {
        return level;
    }

    int windowLog() {
        return windowLog;
    }

    /** The word for it, as the setting has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the setting's word, in any case, as WAL-G takes it. */
    public static Optional<ZstdLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equalsIgnoreCase(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ZstdLevel::word).toList();
    }
}
