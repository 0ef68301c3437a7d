package dev.walkback.shell.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.PushManner;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.PushRequest.Composition;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.wrap.RateLimit;
import dev.walkback.storage.wrap.RateLimitedStorage;
import dev.walkback.storage.wrap.Timekeeper;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the settings say of a push where nothing was typed. */
public final class PushSettings {

    private static final Duration WAL_WAIT = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 64;
    private static final int USUALLY_AT_ONCE = 4;

    private final Settings settings;
    private final PushAsked asked;

    public PushSettings(Settings settings, PushAsked asked) {
        this.settings = settings;
        this.asked = asked;
    }

    public PushRequest request(String label) {
        boolean withoutFiles = asked.withoutFilesMetadata() || settings.flag("WALG_WITHOUT_FILES_METADATA");
        return new PushRequest(
                delta(withoutFiles),
                composition(withoutFiles),
                asked.permanent(),
                userData(),
                asked.verify() || settings.flag("WALG_VERIFY_PAGE_CHECKSUMS"),
                asked.allCorrupt() || settings.flag("WALG_STORE_ALL_CORRUPT_BLOCKS"),
                !withoutFiles,
                !settings.flag("WALG_DISABLE_PARTIAL_RESTORE"),
                positive("WALG_TAR_SIZE_THRESHOLD"),
                atOnce(),
                label);
    }

    /** @param beforeItCounts asked last, before there is a backup */
    public PushManner manner(Runnable beforeItCounts, List<PackingWatch> watches) {
        return new PushManner(
                Math.toIntExact(Math.clamp(settings.number("WALG_UPLOAD_QUEUE").orElse(2), 0, MOST_AT_ONCE)),
                reading(),
                settings.duration("WALG_ALIVE_CHECK_INTERVAL").orElse(Duration.ZERO),
                settings.duration("WALG_STOP_BACKUP_TIMEOUT").orElse(Duration.ZERO),
                walWait(),
                asked.unarchivedToo(),
                beforeItCounts,
                watches,
                null);
    }

    /** At most so fast, where a rate is set that is to count. */
    public MutableStorage limited(MutableStorage storage) {
        OptionalLong rate = rate("WALG_NETWORK_RATE_LIMIT");
        return rate.isEmpty()
                ? storage
                : RateLimitedStorage.over(
                        storage,
                        new RateLimit(rate.getAsLong(), Timekeeper.REAL),
                        new RateLimit(rate.getAsLong(), Timekeeper.REAL));
    }

    private Duration walWait() {
        Duration typed = asked.walWait();
        if (typed != null) {
            return typed;
        }
        return settings.duration("WALG_STOP_BACKUP_TIMEOUT")
                .filter(Duration::isPositive)
                .orElse(WAL_WAIT);
    }

    FileReading.ByteLimit reading() {
        OptionalLong rate = rate("WALG_DISK_RATE_LIMIT");
        if (rate.isEmpty()) {
            return FileReading.ByteLimit.NONE;
        }
        RateLimit limit = new RateLimit(rate.getAsLong(), Timekeeper.REAL);
        return bytes -> {
            try {
                limit.take(Math.toIntExact(bytes));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the push was stopped");
            }
        };
    }

    /** How fast a server may send; 0 for as fast as it can. */
    long sendingRate() {
        return rate("WALG_DISK_RATE_LIMIT").orElse(0);
    }

    private OptionalLong rate(String name) {
        return asked.turbo() || settings.number(name).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(positive(name));
    }

    private int atOnce() {
        if (settings.isSet("WALG_UPLOAD_DISK_CONCURRENCY") && !asked.turbo()) {
            return Math.toIntExact(Math.min(positive("WALG_UPLOAD_DISK_CONCURRENCY"), MOST_AT_ONCE));
        }
        return asked.turbo()
                ? USUALLY_AT_ONCE
                : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, USUALLY_AT_ONCE);
    }

    private long positive(String name) {
        long number = settings.number(name).orElseThrow();
        if (number < 1) {
            throw bad(name + " cannot be " + number, "it is at least 1");
        }
        return number;
    }

    private DeltaWish delta(boolean withoutFiles) {
        long steps = settings.number("WALG_DELTA_MAX_STEPS").orElse(0);
        if (asked.full() || withoutFiles || steps <= 0) {
            return DeltaWish.FULL;
        }
        return new DeltaWish(
                Math.toIntExact(Math.min(steps, Integer.MAX_VALUE)),
                origin(),
                text(asked.fromName(), "WALG_DELTA_FROM_NAME")
                        .map(BackupName::new)
                        .orElse(null),
                text(asked.fromUserData(), "WALG_DELTA_FROM_USER_DATA").orElse(null),
                changes());
    }

    private DeltaWish.Origin origin() {
        String word = settings.text("WALG_DELTA_ORIGIN").orElse("LATEST");
        return switch (word) {
            case "LATEST" -> DeltaWish.Origin.NEWEST;
            case "LATEST_FULL" -> DeltaWish.Origin.NEWEST_FULL;
            default -> throw bad("WALG_DELTA_ORIGIN cannot be " + word, "it is LATEST or LATEST_FULL");
        };
    }

    private DeltaWish.Changes changes() {
        DeltaWish.Changes typed = asked.changes();
        if (typed != null) {
            return typed;
        }
        if (!settings.flag("WALG_USE_WAL_DELTA")) {
            return DeltaWish.Changes.BY_SUMMARIES_IF_THERE;
        }
        return settings.flag("WALG_FORCE_WAL_DELTA")
                ? DeltaWish.Changes.BY_MAPS_ONLY
                : DeltaWish.Changes.BY_MAPS_IF_THERE;
    }

    /** The later in WAL-G's order wins: rating, database, copy. */
    private Composition composition(boolean withoutFiles) {
        if (withoutFiles) {
            return Composition.REGULAR;
        }
        Composition typed = asked.composition();
        if (typed != null) {
            return typed;
        }
        if (settings.flag("WALG_USE_COPY_COMPOSER")) {
            return Composition.COPY;
        }
        if (settings.flag("WALG_USE_DATABASE_COMPOSER")) {
            return Composition.DATABASE;
        }
        return settings.flag("WALG_USE_RATING_COMPOSER") ? Composition.RATING : Composition.REGULAR;
    }

    private @Nullable String userData() {
        Optional<String> typed = text(asked.userData(), "WALG_SENTINEL_USER_DATA");
        return typed.map(text -> UserData.stored(text)
                        .orElseThrow(() -> bad("the user data is not JSON: " + text, "a text needs quotes of its own")))
                .orElse(null);
    }

    private Optional<String> text(@Nullable String typed, String setting) {
        return typed != null && !typed.isEmpty()
                ? Optional.of(typed)
                : settings.text(setting).filter(text -> !text.isEmpty());
    }

    private static UsageError bad(String what, String why) {
        return new UsageError(ErrorCode.BAD_SETTING, what, why, List.of());
    }
}
