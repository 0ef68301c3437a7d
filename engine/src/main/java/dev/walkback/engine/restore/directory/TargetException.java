package dev.walkback.engine.restore.directory;

import java.nio.file.Path;

/** Why a restore does not go where it was to go. Nothing there was touched. */
public abstract sealed class TargetException extends RuntimeException {

    private final Path data;

    private TargetException(Path data, String message) {
        super(data + ": " + message);
        this.data = data;
    }

    public Path data() {
        return data;
    }

    /** A server runs on it, or that cannot be ruled out. */
    public static final class Live extends TargetException {
        public Live(Path data) {
            super(data, "a server runs there");
        }
    }

    /** There is something in it, and nobody said that it may be replaced. */
    public static final class Occupied extends TargetException {
        public Occupied(Path data) {
            super(data, "it is not empty");
        }
    }

    /** Another restore was begun there. */
    public static final class OtherRestore extends TargetException {

        private final String plan;

        public OtherRestore(Path data, String plan) {
            super(data, "a restore by plan " + plan + " is under way there");
            this.plan = plan;
        }

        /** The other's fingerprint; empty where it cannot be read. */
        public String plan() {
            return plan;
        }
    }

    public static final class NoDirectory extends TargetException {
        public NoDirectory(Path data) {
            super(data, "it is there, and is no directory");
        }
    }

    /** It is where a file system is mounted, and cannot be moved aside. */
    public static final class Mounted extends TargetException {
        public Mounted(Path data) {
            super(data, "a file system is mounted there");
        }
    }

    public static final class UnknownOwner extends TargetException {

        private final String owner;

        public UnknownOwner(Path data, String owner) {
            super(data, "this machine knows no " + owner);
            this.owner = owner;
        }

        public String owner() {
            return owner;
        }
    }
}
