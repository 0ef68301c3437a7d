package dev.walkback.engine.restore;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody should know before a plan is carried out, or why it will not be.
 *
 * @param facts by name, as plain text; the words around them are made at the edge
 */
public record Remark(Code code, SortedMap<String, String> facts) {

    /** How much it matters. */
    public enum Weight {
        NOTE,
        WARNING,
        /** The plan is not carried out. */
        REFUSAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Every kind of remark. The word is stable. */
    public enum Code {
        /** The directory has data in it. */
        DIRECTORY_NOT_EMPTY(Weight.REFUSAL),
        /** A server runs in the directory. */
        DIRECTORY_LIVE(Weight.REFUSAL),
        DIRECTORY_NO_DIRECTORY(Weight.REFUSAL),
        /** Another restore was begun there. */
        DIRECTORY_RESTORING(Weight.REFUSAL),
        /** Two places are one, or one lies within another. */
        PLACES_COLLIDE(Weight.REFUSAL),
        TABLESPACE_UNKNOWN(Weight.REFUSAL),
        /** A place of a tablespace is not told in full. */
        TABLESPACE_RELATIVE(Weight.REFUSAL),
        NO_SPACE(Weight.REFUSAL),
        PART_MISSING(Weight.REFUSAL),
        FILES_METADATA_UNREADABLE(Weight.REFUSAL),
        PG_CONTROL_UNREADABLE(Weight.REFUSAL),
        PG_CONTROL_FOREIGN(Weight.REFUSAL),
        BACKUP_LABEL_UNREADABLE(Weight.REFUSAL),
        BACKUP_LABEL_FOREIGN(Weight.REFUSAL),
        DATABASE_UNKNOWN(Weight.REFUSAL),
        DATABASES_UNTOLD(Weight.REFUSAL),
        /** PostgreSQL's own incremental backup, which is no directory by itself. */
        SERVER_INCREMENTAL(Weight.REFUSAL),

        /** WAL does not go on past the target. */
        WAL_ENDS_AT_TARGET(Weight.WARNING),
        /** More WAL lies behind a gap after the last moment that can be reached. */
        GAP_AHEAD(Weight.WARNING),
        TARGET_NOT_LOOKED_FOR(Weight.WARNING),
        TARGET_BY_STORED_TIMES(Weight.NOTE),
        TIMELINE_UNTOLD(Weight.WARNING),
        LISTING_PARTIAL(Weight.WARNING),
        SERVER_MISSING(Weight.WARNING),
        COLLATION_UNKNOWN(Weight.NOTE),
        LIBRARY_MISSING(Weight.WARNING),
        LIBRARIES_UNKNOWN(Weight.NOTE),
        CONFIGURATION_OUTSIDE(Weight.WARNING),
        WITHOUT_FILES_METADATA(Weight.WARNING),
        PARTIAL_RESTORE(Weight.WARNING),
        SPACE_UNKNOWN(Weight.NOTE),
        TABLESPACES_KEPT(Weight.NOTE);

        private final Weight weight;

        Code(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }

        /** {@code directory-not-empty}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Remark {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public static Remark of(Code code) {
        return new Remark(code, new TreeMap<>());
    }

    public Remark with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(name, value.toString());
        return new Remark(code, more);
    }

    public boolean refuses() {
        return code.weight() == Weight.REFUSAL;
    }
}
