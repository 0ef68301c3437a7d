package dev.walkback.engine.walpush;

import dev.walkback.engine.backup.SystemIdentifier;
import java.util.Collection;
import java.util.List;

/** Why a file of WAL is not taken into an archive. Facts as fields: whoever speaks to a person makes the sentence. */
public abstract sealed class WalPushException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String name;

    private WalPushException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** The file's plain name. */
    public String name() {
        return name;
    }

    /** The archive has another content under this name. Nothing was stored. */
    public static final class Different extends WalPushException {

        private static final long serialVersionUID = 1L;

        private final String key;

        public Different(String name, String key) {
            super(name, "other content is archived as " + key);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** The archive has something under this name, and with the keys at hand nobody can tell whether it is the same. */
    public static final class Untold extends WalPushException {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final String why;

        public Untold(String name, String key, String why) {
            super(name, key + " cannot be compared: " + why);
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

    /** It is WAL of a cluster that the archive does not belong to. */
    public static final class Foreign extends WalPushException {

        private static final long serialVersionUID = 1L;

        private final SystemIdentifier cluster;
        private final List<SystemIdentifier> owners;

        public Foreign(String name, SystemIdentifier cluster, Collection<SystemIdentifier> owners) {
            super(name, name + " is WAL of the cluster " + cluster + ", and the archive belongs to " + owners);
            this.cluster = cluster;
            this.owners = List.copyOf(owners);
        }

        public SystemIdentifier cluster() {
            return cluster;
        }

        public List<SystemIdentifier> owners() {
            return owners;
        }
    }

    /** It is called as a segment is, and is not that segment. */
    public static final class NoSegment extends WalPushException {

        private static final long serialVersionUID = 1L;

        private final String why;

        public NoSegment(String name, String why) {
            super(name, name + " is not that segment: " + why);
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    /** There is no such file. */
    public static final class NoFile extends WalPushException {

        private static final long serialVersionUID = 1L;

        private final String path;

        public NoFile(String name, String path) {
            super(name, "no file " + path);
            this.path = path;
        }

        public String path() {
            return path;
        }
    }
}
