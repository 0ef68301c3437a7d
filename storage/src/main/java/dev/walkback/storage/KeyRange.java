package dev.walkback.storage;

import org.jspecify.annotations.Nullable;

/**
 * Keys that begin alike and lie between two bounds, in {@link Keys#ORDER}. Bounds let one listing be shared out to several
 * workers: {@code [from, to)} of one ends where the next begins.
 *
 * @param prefix what every key begins with; any string, not only a folder
 * @param from the first key that counts, or null for the beginning
 * @param to the first key that no longer counts, or null for the end
 */
public record KeyRange(
        String prefix, @Nullable String from, @Nullable String to) {

    public static final KeyRange ALL = new KeyRange("", null, null);

    public static KeyRange prefix(String prefix) {
        return new KeyRange(prefix, null, null);
    }

    public KeyRange from(String first) {
        return new KeyRange(prefix, first, to);
    }

    public KeyRange to(String end) {
        return new KeyRange(prefix, from, end);
    }

    public boolean contains(String key) {
        return key.startsWith(prefix)
                && (from == null || Keys.ORDER.compare(key, from) >= 0)
                && (to == null || Keys.ORDER.compare(key, to) < 0);
    }

    /** Whether no key from {@code key} on, in order, can be in this range: a listing may stop here. */
    public boolean endsBefore(String key) {
        return (to != null && Keys.ORDER.compare(key, to) >= 0)
                || (!key.startsWith(prefix) && Keys.ORDER.compare(key, prefix) > 0);
    }
}
