package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.backup.SystemIdentifier;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sitting stands at one moment. Immutable, so that the prompt, a completion and a listing in the background each see one
 * consistent state.
 *
 * @param storage that is open, as it was called; empty for the one that the settings name
 * @param chosen the cluster that somebody chose; null for none
 * @param archive as last listed; null where it was not
 * @param arming null where nothing may be changed
 * @param planned the fingerprint of a plan that was shown and waits to be confirmed; empty for none
 * @param silent whether the storage did not answer the last time it was asked
 * @param changed whether this sitting changed the storage since it was listed
 * @param restore that is being walked; null for none
 */
public record Standing(
        String storage,
        @Nullable SystemIdentifier chosen,
        @Nullable Archive archive,
        @Nullable Arming arming,
        Preferences preferences,
        String planned,
        boolean silent,
        boolean changed,
        @Nullable OpenRestore restore) {

    static Standing atTheStart(String storage) {
        return new Standing(storage, null, null, null, new Preferences(false, false, false), "", false, false, null);
    }

    /** Another storage: what was known and allowed of the one before does not hold for it. */
    Standing opened(String another) {
        return new Standing(another, null, null, null, preferences, "", false, false, null);
    }

    /** A cluster that is not in the new listing is no longer chosen. */
    Standing listed(Archive fresh) {
        boolean still = chosen != null && fresh.cluster(chosen).isPresent();
        return new Standing(storage, still ? chosen : null, fresh, arming, preferences, planned, false, false, restore);
    }

    Standing using(@Nullable SystemIdentifier cluster) {
        return new Standing(storage, cluster, archive, arming, preferences, planned, silent, changed, restore);
    }

    Standing armed(@Nullable Arming fresh) {
        return new Standing(storage, chosen, archive, fresh, preferences, planned, silent, changed, restore);
    }

    Standing preferring(Preferences fresh) {
        return new Standing(storage, chosen, archive, arming, fresh, planned, silent, changed, restore);
    }

    Standing planning(String fingerprint) {
        return new Standing(storage, chosen, archive, arming, preferences, fingerprint, silent, changed, restore);
    }

    Standing restoring(@Nullable OpenRestore fresh) {
        return new Standing(storage, chosen, archive, arming, preferences, planned, silent, changed, fresh);
    }

    Standing unanswered() {
        return new Standing(storage, chosen, archive, arming, preferences, planned, true, changed, restore);
    }

    Standing touched() {
        return new Standing(storage, chosen, archive, arming, preferences, planned, silent, true, restore);
    }

    /** Without an arming that is over by then. */
    public Standing at(Instant now) {
        return arming == null || armedAt(now) ? this : armed(null);
    }

    public Optional<Archive> looked() {
        return Optional.ofNullable(archive);
    }

    public boolean armedAt(Instant now) {
        return arming != null && arming.holdsAt(now);
    }
}
