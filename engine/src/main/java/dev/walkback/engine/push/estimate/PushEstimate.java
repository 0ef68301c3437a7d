package dev.walkback.engine.push.estimate;

import dev.walkback.engine.push.Parent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a push would come to. Pure thinking over what was counted.
 *
 * @param parent null for a full backup
 * @param mostContentBytes that can go into its tars: of a delta all of the files that were touched, though mostly a few of their pages
 *     go in
 * @param storedBytes about as many, going by earlier backups; empty where there are none
 * @param takes about as long, going by earlier backups; empty where there are none
 * @param basedOn how many earlier backups
 * @param freeBytes where the archive lies on a disk of this machine
 */
public record PushEstimate(
        PushSurvey survey,
        @Nullable Parent parent,
        long mostContentBytes,
        OptionalLong storedBytes,
        Optional<Duration> takes,
        int basedOn,
        OptionalLong freeBytes) {

    public static PushEstimate of(
            PushSurvey survey, @Nullable Parent parent, EarlierPushes earlier, OptionalLong freeBytes) {
        long most = survey.touchedBytes() + survey.newBytes();
        OptionalDouble share = earlier.share();
        double content = parent != null && share.isPresent()
                ? Math.min((double) most, share.getAsDouble() * survey.bytes())
                : (double) most;
        OptionalLong stored = earlier.ratio().isPresent()
                ? OptionalLong.of(Math.round(content * earlier.ratio().getAsDouble()))
                : OptionalLong.empty();
        Optional<Duration> takes = earlier.rate().isPresent()
                ? Optional.of(Duration.ofMillis(
                        Math.round(survey.bytes() / earlier.rate().getAsDouble() * 1000)))
                : Optional.empty();
        return new PushEstimate(survey, parent, most, stored, takes, earlier.count(), freeBytes);
    }

    /** Whether the disk is known not to hold it: what can be, where nothing tells what will be. */
    public boolean isTooLarge() {
        return freeBytes.isPresent() && storedBytes.orElse(mostContentBytes) > freeBytes.getAsLong();
    }
}
