package dev.walkback.engine.restore.saved;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.plan.Difference;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.storage.Location;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restore plan as it was kept. What is done is always planned anew, from the same request and with what was decided: this says
 * both, and what the plan rested on, so that a change can be named.
 *
 * @param location of the storage
 * @param storage as it was named; empty for the one of the settings
 * @param system null where nothing in the archive tells
 */
public record SavedRestore(
        Instant savedAt,
        Fingerprint fingerprint,
        String purpose,
        Location location,
        String storage,
        @Nullable SystemIdentifier system,
        RestoreRequest request,
        Pins pins,
        List<RestoreStep> steps) {

    public SavedRestore {
        steps = List.copyOf(steps);
    }

    public static SavedRestore of(RestorePlan plan, String storage, Instant now) {
        return new SavedRestore(
                now,
                plan.fingerprint(),
                plan.steps().purpose(),
                plan.storage(),
                storage,
                plan.system(),
                plan.request(),
                Pins.of(plan.decision()),
                plan.steps().steps());
    }

    /** How the plan of now is another; empty when it is the same. */
    public Optional<Difference> difference(RestorePlan now) {
        if (now.fingerprint().equals(fingerprint)) {
            return Optional.empty();
        }
        Map<String, Facts> then = new LinkedHashMap<>();
        steps.forEach(step -> then.put(step.object(), step.before()));
        return Optional.of(Difference.between(purpose, then, now.steps()));
    }
}
