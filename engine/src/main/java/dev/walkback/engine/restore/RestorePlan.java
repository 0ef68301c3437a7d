package dev.walkback.engine.restore;

import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore, decided to the last object and not begun. Made by {@link RestorePlanner}; carried out step by step.
 *
 * @param system null where nothing in the archive tells
 * @param version of the server that made the backup; null where nothing tells
 * @param basis what the chain's own objects say
 * @param space for each file system that is written to
 * @param remarks refusals among them
 * @param steps the effects, in order; confirmed and journaled by their fingerprint
 */
public record RestorePlan(
        RestoreRequest request,
        Location storage,
        @Nullable SystemIdentifier system,
        @Nullable PgVersion version,
        SegmentSize segmentSize,
        Decision decision,
        RestoreBasis basis,
        Layout layout,
        List<Space> space,
        Rates rates,
        List<Remark> remarks,
        Plan<RestoreStep> steps) {

    public RestorePlan {
        space = List.copyOf(space);
        remarks = List.copyOf(remarks);
    }

    public Fingerprint fingerprint() {
        return steps.fingerprint();
    }

    public RecoveryTarget target() {
        return decision.target();
    }

    public Timeline timeline() {
        return decision.timeline();
    }

    /** Oldest first, the backup that is restored last. */
    public Chain chain() {
        return decision.chain();
    }

    public Route route() {
        return decision.route();
    }

    public boolean isStreamed() {
        return request.delivery() == RestoreRequest.WalDelivery.STREAMED;
    }

    public List<Remark> refusals() {
        return remarks.stream().filter(Remark::refuses).toList();
    }

    /** Whether it is shown only: something here or in the backup keeps it from being carried out. */
    public boolean isRefused() {
        return !basis.refusals().isEmpty() || remarks.stream().anyMatch(Remark::refuses);
    }

    public List<RestoreStep> of(Phase phase) {
        return steps.steps().stream().filter(step -> step.phase() == phase).toList();
    }
}
