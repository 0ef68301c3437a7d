package dev.walkback.engine.restore.fetch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why unpacking ended, apart from what a storage itself reports. What was finished before stays, and the next run goes on from
 * there, once the reason is gone.
 */
public abstract sealed class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private FetchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A part is no whole tar. */
    public static final class DamagedPart extends FetchException {
        private static final long serialVersionUID = 1;
        private final String key;
        private final String why;

        DamagedPart(String key, String why, @Nullable Throwable cause) {
            super(key + ": " + why, cause);
            this.key = key;
            this.why = why;
        }

        public String key() {
            return key;
        }

        public String why() {
            return why;
        }
    }

    /** An entry of a part cannot be what the files metadata says it is. */
    public static final class DamagedEntry extends FetchException {
        private static final long serialVersionUID = 1;
        private final String key;
        private final String entry;
        private final String why;

        DamagedEntry(String key, String entry, String why, @Nullable Throwable cause) {
            super(key + ", entry " + entry + ": " + why, cause);
            this.key = key;
            this.entry = entry;
            this.why = why;
        }

        public String key() {
            return key;
        }

        public String entry() {
            return entry;
        }

        public String why() {
            return why;
        }
    }

    /** No backup of the chain brings these pages of a file. */
    public static final class MissingPages extends FetchException {
        private static final long serialVersionUID = 1;
        private final String entry;
        private final long first;
        private final long count;

        MissingPages(String entry, long first, long count) {
            super(entry + ": page " + first + " is in no backup of the chain, " + count + " such pages", null);
            this.entry = entry;
            this.first = first;
            this.count = count;
        }

        public String entry() {
            return entry;
        }

        /** Counted from 0 within the file. */
        public long first() {
            return first;
        }

        public long count() {
            return count;
        }
    }

    /** A backup's tars do not hold what its files metadata says they do. */
    public static final class MissingEntries extends FetchException {
        private static final long serialVersionUID = 1;
        private final String where;
        private final long count;
        private final List<String> some;

        /** @param where the key of a tar, or the name of a backup */
        MissingEntries(String where, long count, List<String> some) {
            super(where + " lacks " + count + " entries, such as " + some, null);
            this.where = where;
            this.count = count;
            this.some = List.copyOf(some);
        }

        public String where() {
            return where;
        }

        public long count() {
            return count;
        }

        /** At most ten of their names; may be empty. */
        public List<String> some() {
            return some;
        }
    }

    /** The disk, or a quota, is full. */
    public static final class NoSpace extends FetchException {
        private static final long serialVersionUID = 1;
        private final Path place;
        private final long missingBytes;

        NoSpace(Path place, long missingBytes, Throwable cause) {
            super(place + ": no space left, about " + missingBytes + " bytes are missing", cause);
            this.place = place;
            this.missingBytes = missingBytes;
        }

        /** What was being written. */
        public Path place() {
            return place;
        }

        /** How much more than is free there it takes, as far as that can be told; never less than 1. */
        public long missingBytes() {
            return missingBytes;
        }
    }

    /** The target could not be written to. */
    public static final class Target extends FetchException {
        private static final long serialVersionUID = 1;
        private final Path place;
        private final String why;

        Target(Path place, String why, @Nullable Throwable cause) {
            super(place + ": " + why, cause);
            this.place = place;
            this.why = why;
        }

        public Path place() {
            return place;
        }

        public String why() {
            return why;
        }
    }

    /** The user or group that everything is to belong to is not known here, or may not be given anything. */
    public static final class Owner extends FetchException {
        private static final long serialVersionUID = 1;
        private final String owner;
        private final String why;

        Owner(String owner, String why, @Nullable Throwable cause) {
            super(owner + ": " + why, cause);
            this.owner = owner;
            this.why = why;
        }

        public String owner() {
            return owner;
        }

        public String why() {
            return why;
        }
    }
}
