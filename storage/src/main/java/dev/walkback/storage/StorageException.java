package dev.walkback.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How storages fail, told apart by what the person can do next. Each carries the facts as fields; whoever speaks to a person
 * makes the sentence from them. Messages are for developers' logs, and never hold a secret or a signed URL.
 */
public abstract sealed class StorageException extends RuntimeException {

    private final Location location;

    private StorageException(Location location, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.location = location;
    }

    public Location location() {
        return location;
    }

    /** Nobody answered, the line broke, or the service said "later". The only failure worth trying again. */
    public static final class Unreachable extends StorageException {

        private final String attempted;
        private final String why;
        private final int attempts;

        public Unreachable(Location location, String attempted, String why, @Nullable Throwable cause) {
            this(location, attempted, why, 1, cause);
        }

        private Unreachable(Location location, String attempted, String why, int attempts, @Nullable Throwable cause) {
            super(location, attempted + " at " + location + ": " + why, cause);
            this.attempted = attempted;
            this.why = why;
            this.attempts = attempts;
        }

        /** What was tried, such as {@code read wal_005/x.lz4} or {@code list}. */
        public String attempted() {
            return attempted;
        }

        /** The fact, such as {@code connect timed out after 10 s}. */
        public String why() {
            return why;
        }

        public int attempts() {
            return attempts;
        }

        public Unreachable after(int attemptsMade) {
            return new Unreachable(location(), attempted, why, attemptsMade, this);
        }
    }

    /** The service, or the file system, turned us away. */
    public static final class Denied extends StorageException {

        /** Which door was shut. */
        public enum Reason {
            /** Who we say we are was not believed: wrong secret, unknown user, expired token. */
            CREDENTIALS,
            /** We are known and may not do this. */
            NOT_ALLOWED,
            /** This machine's clock is too far from the service's. */
            CLOCK_SKEW,
            /** The server's identity could not be proved: host key, certificate. */
            SERVER_IDENTITY,
            /** The place can be read but not written: read-only disk, retention lock. */
            READ_ONLY
        }

        private final Reason reason;
        private final String attempted;
        private final String why;

        public Denied(Location location, Reason reason, String attempted, String why, @Nullable Throwable cause) {
            super(location, attempted + " at " + location + " denied (" + reason + "): " + why, cause);
            this.reason = reason;
            this.attempted = attempted;
            this.why = why;
        }

        public Reason reason() {
            return reason;
        }

        public String attempted() {
            return attempted;
        }

        public String why() {
            return why;
        }
    }

    /** The bucket, container or directory itself is not there. */
    public static final class NoStorage extends StorageException {

        private final String what;

        /** @param what is missing, such as {@code bucket archive} or {@code directory /var/archive} */
        public NoStorage(Location location, String what, @Nullable Throwable cause) {
            super(location, "no " + what + " (" + location + ")", cause);
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /** The object is known not to be there. */
    public static final class Missing extends StorageException {

        private final String key;

        public Missing(Location location, String key, @Nullable Throwable cause) {
            super(location, "no object " + key + " at " + location, cause);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** There is an object of that key, and overwriting was refused. */
    public static final class Exists extends StorageException {

        private final String key;

        public Exists(Location location, String key, @Nullable Throwable cause) {
            super(location, "object " + key + " exists at " + location, cause);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** The object is no longer the one that was looked at. */
    public static final class Changed extends StorageException {

        private final String key;

        private final String how;

        public Changed(Location location, String key, String how, @Nullable Throwable cause) {
            super(location, "object " + key + " at " + location + " changed: " + how, cause);
            this.key = key;
            this.how = how;
        }

        public String how() {
            return how;
        }

        public String key() {
            return key;
        }
    }

    /** The key cannot be used here, or would lead out of the storage. */
    public static final class BadKey extends StorageException {

        private final String key;
        private final String why;

        public BadKey(Location location, String key, String why) {
            super(location, "key refused at " + location + ": " + why, null);
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

    /** The disk or the quota is full. Nothing was stored. */
    public static final class NoRoom extends StorageException {

        private final String key;

        private final String why;

        public NoRoom(Location location, String key, String why, @Nullable Throwable cause) {
            super(location, "no room for " + key + " at " + location + ": " + why, cause);
            this.key = key;
            this.why = why;
        }

        public String why() {
            return why;
        }

        public String key() {
            return key;
        }
    }

    /** The bytes are there and wrong. */
    public static final class Damaged extends StorageException {

        private final String key;
        private final String why;

        public Damaged(Location location, String key, String why, @Nullable Throwable cause) {
            super(location, "object " + key + " at " + location + " is damaged: " + why, cause);
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

    /** The object is encrypted, and none of the keys at hand opens it. */
    public static final class WrongKey extends StorageException {

        private final String key;
        private final List<String> tried;
        private final String why;

        /**
         * @param tried the encryption keys that were tried, by fingerprint; empty when there was none to try
         * @param why what is known of it, such as {@code it is encrypted for 0123456789ABCDEF}
         */
        public WrongKey(Location location, String key, List<String> tried, String why, @Nullable Throwable cause) {
            super(location, "object " + key + " at " + location + " does not open with " + tried + ": " + why, cause);
            this.key = key;
            this.tried = List.copyOf(tried);
            this.why = why;
        }

        public String key() {
            return key;
        }

        public List<String> tried() {
            return tried;
        }

        public String why() {
            return why;
        }
    }

    /** The service understood and refused; asking again would get the same answer. */
    public static final class Rejected extends StorageException {

        private final String attempted;
        private final String why;

        public Rejected(Location location, String attempted, String why, @Nullable Throwable cause) {
            super(location, attempted + " at " + location + " rejected: " + why, cause);
            this.attempted = attempted;
            this.why = why;
        }

        public String attempted() {
            return attempted;
        }

        public String why() {
            return why;
        }
    }

    /** The thread was told to stop. Its interrupt flag is set. */
    public static final class Interrupted extends StorageException {

        public Interrupted(Location location, String attempted, @Nullable Throwable cause) {
            super(location, attempted + " at " + location + " interrupted", cause);
            Thread.currentThread().interrupt();
        }
    }
}
