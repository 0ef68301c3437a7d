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
        /** A server runs in the directory, or that cannot be ruled out. */
        DIRECTORY_LIVE(Weight.REFUSAL),
        /** The directory has data in it. */
        DIRECTORY_NOT_EMPTY(Weight.REFUSAL),
        /** Another restore was begun there. */
        DIRECTORY_RESTORING(Weight.REFUSAL),
        /** There is something else than a directory, or one that may not be looked into. */
        NO_DIRECTORY(Weight.REFUSAL),
        /** Where a tablespace or pg_wal goes there is something. */
        PLACE_NOT_EMPTY(Weight.REFUSAL),
        /** Two places are one, or one lies within another. */
        PLACES_COLLIDE(Weight.REFUSAL),
        TABLESPACE_UNKNOWN(Weight.REFUSAL),
        /** A place of a tablespace is not told in full. */
        TABLESPACE_RELATIVE(Weight.REFUSAL),
        NO_SPACE(Weight.REFUSAL),
        /** PostgreSQL's own incremental backup, which is no directory by itself. */
        SERVER_INCREMENTAL(Weight.REFUSAL),
        DATABASE_UNKNOWN(Weight.REFUSAL),
        /** Names of databases are not told by this backup. */
        DATABASES_UNTOLD(Weight.REFUSAL),

        /** WAL does not go on past the target. */
        WAL_ENDS_AT_TARGET(Weight.WARNING),
        /** More WAL lies behind a gap after the last moment that can be reached. */
        GAP_AHEAD(Weight.WARNING),
        TARGET_NOT_LOOKED_FOR(Weight.WARNING),
        TARGET_BY_STORED_TIMES(Weight.NOTE),
        TIMELINE_UNTOLD(Weight.WARNING),
        LISTING_PARTIAL(Weight.WARNING),
        SERVER_MISSING(Weight.WARNING),
        COLLATION_UNTOLD(Weight.NOTE),
        LIBRARY_MISSING(Weight.WARNING),
        LIBRARIES_UNTOLD(Weight.NOTE),
        CONFIGURATION_OUTSIDE(Weight.WARNING),
        PARTIAL_RESTORE(Weight.WARNING),
        /** Everything would belong to root, and PostgreSQL does not run as root. */
        OWNER_ROOT(Weight.WARNING),
        SPACE_UNKNOWN(Weight.NOTE),
        /** What is in the directory is moved aside. */
        DIRECTORY_MOVED_ASIDE(Weight.WARNING);

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
