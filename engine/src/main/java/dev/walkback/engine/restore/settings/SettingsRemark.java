package dev.walkback.engine.restore.settings;

import java.util.Locale;

/**
 * What somebody should know of a configuration before a server starts on it.
 *
 * @param subject a setting's name, or a file
 * @param found the value, or the text, that was met; empty where there was none
 * @param give what to give as a further setting, {@code name=value}; empty where nothing is to be done
 */
public record SettingsRemark(Kind kind, String subject, String found, String give) {

    /** Every kind of remark; the word is stable. */
    public enum Kind {
        /** The source's value would do harm here, and one of ours takes its place. */
        OVERRIDDEN,
        /** A line of the source's would do harm and no later one can take its place: it is a comment now. */
        COMMENTED_OUT,
        /** A file that the source kept elsewhere, and without which no server starts: a small one was written. */
        WRITTEN,
        /** A file that the source left would decide otherwise: it has another name now. */
        MOVED_ASIDE,
        /** A setting led to a place that is not here, and leads to one of ours, which {@code give} names by itself. */
        PLACE_REPLACED,
        /** A setting leads to a place that is not here. */
        PLACE_MISSING,
        /** A library that is to be loaded is not among those of the server. */
        LIBRARY_MISSING,
        /** Addresses of the source's machine. */
        ADDRESS,
        /** A file is included that is not here, by a file that is not ours to change. */
        INCLUDE_MISSING,
        /** A setting is below the source's, so that nobody can look before recovery ends. */
        BELOW_SOURCE,
        /** Without a target there is nothing to pause at: recovery ends with the WAL, and the server begins a timeline. */
        NO_PAUSE;

        /** {@code commented-out}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the server may not start, or not as asked. */
        public boolean isWarning() {
            return switch (this) {
                case PLACE_MISSING, LIBRARY_MISSING, ADDRESS, INCLUDE_MISSING, BELOW_SOURCE, NO_PAUSE -> true;
                default -> false;
            };
        }
    }

    static SettingsRemark of(Kind kind, String subject, String found) {
        return new SettingsRemark(kind, subject, found, "");
    }
}
