package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two backups beside each other, the older one usually first. Sizes of files are known only where tars were read.
 *
 * @param walBytes how much WAL lies between their starts; negative when the second began earlier, null when that is not known or
 *     they are not on one line
 * @param files null when either backup lacks its files metadata
 * @param databases those that are in one only or have another number, by name; and those in both whose relations changed
 * @param relations the largest change first, no more than {@link #MOST_RELATIONS}
 * @param furtherRelations how many more changed
 * @param settings what pg_control says differently
 */
public record BackupDifference(
        Side a,
        Side b,
        Kinship kinship,
        @Nullable Long walBytes,
        @Nullable FileChanges files,
        List<DatabaseChange> databases,
        List<RelationChange> relations,
        long furtherRelations,
        List<SettingChange> settings,
        List<Finding> findings) {

    public static final int MOST_RELATIONS = 1000;

    /** How the two are related. */
    public enum Kinship {
        /** The same system identifier, and the WAL of one leads to the other. */
        SAME_LINE,
        /** The same system identifier, but on timelines that went apart before. */
        OTHER_BRANCH,
        /** Two clusters: what is compared here is of little use. */
        OTHER_CLUSTER,
        /** Nothing tells. */
        UNKNOWN
    }

    /**
     * One of the two.
     *
     * @param chain how many backups are needed to restore it, itself included
     * @param storedBytes of its own tars
     * @param chainBytes of the tars of all its chain
     * @param control null when pg_control could not be read
     * @param files null without files metadata
     */
    public record Side(
            Backup backup,
            int chain,
            long storedBytes,
            long chainBytes,
            @Nullable PgControl control,
            @Nullable Files files) {}

    /** How the files of one backup are stored. */
    public record Files(long files, long whole, long incremented, long skipped, long folders) {}

    /**
     * From the first to the second.
     *
     * @param grown of those in both, null where sizes are not known, like the rest
     * @param unchanged by modification time, or by size where both were read
     * @param bytes by how much all files together grew
     */
    public record FileChanges(
            long added,
            long removed,
            long touched,
            long unchanged,
            @Nullable Long grown,
            @Nullable Long shrunk,
            @Nullable Long bytes,
            List<String> someAdded,
            List<String> someRemoved) {

        public FileChanges {
            someAdded = List.copyOf(someAdded);
            someRemoved = List.copyOf(someRemoved);
        }
    }

    /** What became of a thing. */
    public enum Fate {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A database. */
    public record DatabaseChange(String name, long oid, Fate fate, int relationsAdded, int relationsRemoved) {}

    /**
     * A relation, all its files together.
     *
     * @param folder {@code base/16385}, as in the data directory
     * @param filenode what its files are called there
     * @param database by name, where the files metadata tells
     * @param relation {@code schema.name}, where it tells
     * @param bytesBefore null where it is not known or there was none, like {@code bytesAfter}
     * @param changedPages in the second backup's increments; null where that is not an increment
     */
    public record RelationChange(
            String folder,
            long filenode,
            @Nullable String database,
            @Nullable String relation,
            Fate fate,
            @Nullable Long bytesBefore,
            @Nullable Long bytesAfter,
            @Nullable Long changedPages) {}

    /** A field of pg_control, by the name that pg_controldata has for it. */
    public record SettingChange(String name, String before, String after) {}

    public BackupDifference {
        databases = List.copyOf(databases);
        relations = List.copyOf(relations);
        settings = List.copyOf(settings);
        findings = List.copyOf(findings);
    }
}
