package dev.walkback.shell.report.server;

import dev.walkback.shell.server.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A restore that was rehearsed.
 *
 * @param run its name in the history
 * @param system identifier; empty where nothing in the archive tells
 * @param why it failed, in a sentence; empty where it did not
 * @param phases how long each took, in order
 * @param reached position; empty where it got nowhere
 * @param lastCommit that is in the copy; null where none was seen
 * @param behind how much older that is than the moment that was wanted; null where that cannot be told
 */
public record RehearsalResult(
        String run,
        Instant begun,
        String storage,
        String system,
        String backup,
        String target,
        String timeline,
        Verdict verdict,
        String why,
        SequencedMap<String, Duration> phases,
        String reached,
        @Nullable Instant lastCommit,
        @Nullable Duration behind,
        List<Check> checks) {

    /** Whether this archive can be relied on. */
    public enum Verdict {
        PASSED,
        FAILED,
        INTERRUPTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What nobody waits for when it is earnest. */
    private static final List<String> NOT_OF_THE_RECOVERY = List.of("plan", "check", "remove");

    public RehearsalResult {
        phases = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(phases));
        checks = List.copyOf(checks);
    }

    /** From an empty directory to a server at the moment: what an earnest restore of this takes. */
    public Duration recovery() {
        return phases.entrySet().stream()
                .filter(phase -> !NOT_OF_THE_RECOVERY.contains(phase.getKey()))
                .map(java.util.Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
