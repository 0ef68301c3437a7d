package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import org.jspecify.annotations.Nullable;

/** Why a backup is not what a delta is made from. */
public sealed interface WhyNot {

    /** There is none of that name. */
    record Absent() implements WhyNot {}

    /**
     * One of its documents is missing, or makes no sense.
     *
     * @param document its plain name
     * @param why in a few words, lower case
     */
    record Unreadable(String document, String why) implements WhyNot {}

    /** It was made by a version that knew no deltas: it does not say where it starts. */
    record NoStart() implements WhyNot {}

    record OtherSystem(SystemIdentifier theirs, SystemIdentifier ours) implements WhyNot {}

    record OtherMajor(String theirs, String ours) implements WhyNot {}

    /**
     * It lies on a branch that is not the past of what is backed up, so what changed since the branches parted would be in neither.
     *
     * @param left where our history left its timeline; null where it never was on it
     */
    record OtherBranch(Timeline timeline, @Nullable Lsn left) implements WhyNot {}

    /** It ends after the new one begins: it is ahead of this server. */
    record AheadOfUs(Lsn finish, Lsn start) implements WhyNot {}

    /** What it stands on is broken. */
    record BrokenChain(Chain.Break broken) implements WhyNot {}

    /** A member of its chain has no tars, or not all. */
    record TarsMissing(BackupName member, String tar) implements WhyNot {}

    /** It keeps no list of its files, because that was asked for. */
    record NoFilesMetadata() implements WhyNot {}

    /** It names its files otherwise: it was taken through the replication protocol. */
    record OtherNames() implements WhyNot {}

    /** Checksums were switched on or off since, which changes pages without a word in WAL. */
    record ChecksumsSwitched(boolean nowOn) implements WhyNot {}

    /** It is kept for ever, and what is made from it would have to be. */
    record Permanent() implements WhyNot {}

    /** As many deltas were made in a row as are allowed. */
    record EnoughSteps(int steps, int most) implements WhyNot {}
}
