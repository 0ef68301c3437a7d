package dev.walkback.engine.plan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Plans that were shown and wait to be confirmed, one file each, in the lines of a journal that was only begun. Kept so that a
 * stale plan can be told apart from the one of now; what is done is always planned anew.
 */
public final class SavedPlan {

    private static final Duration KEPT = Duration.ofDays(2);

    /** About a hundred thousand steps. */
    private static final long COMPARED_BYTES = 24 << 20;

    private final Path folder;
    private final Clock clock;

    public SavedPlan(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Also lets go of plans that nobody confirmed for two days. */
    public void save(Plan<?> plan) throws IOException {
        Files.createDirectories(folder);
        forgetOld();
        Path unfinished = Files.createTempFile(folder, "plan-", ".tmp");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            out.write(JournalLines.bytes(json -> JournalLines.begin(json, clock, plan)));
            for (int i = 0; i < plan.steps().size(); i++) {
                int index = i;
                out.write(JournalLines.bytes(json ->
                        JournalLines.before(json, clock, index, plan.steps().get(index))));
            }
        }
        Files.move(unfinished, file(plan.fingerprint()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void forgetOld() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> plans = Files.newDirectoryStream(folder, "{*.jsonl,plan-*.tmp}")) {
            for (Path plan : plans) {
                if (Files.getLastModifiedTime(plan).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(plan);
                }
            }
        }
    }

    private Path file(Fingerprint fingerprint) {
        return folder.resolve(fingerprint.text() + ".jsonl");
    }

    /** Whether a plan of that fingerprint was saved here. */
    public boolean knows(Fingerprint fingerprint) {
        return fingerprint.isWellFormed() && Files.exists(file(fingerprint));
    }

    /**
     * What has changed between the plan of that fingerprint and one of now; empty when that plan was not saved here,
     * or is too long to be read in little memory.
     *
     * @throws IOException when it was saved and cannot be read
     */
    public Optional<Difference> difference(Fingerprint saved, Plan<?> now) throws IOException {
        if (!knows(saved) || Files.size(file(saved)) > COMPARED_BYTES) {
            return Optional.empty();
        }
        Map<String, Facts> then = new LinkedHashMap<>();
        JournaledRun run = JournalReader.read(file(saved));
        run.entries().forEach(entry -> then.put(entry.object(), entry.before()));
        return Optional.of(Difference.between(run.purpose(), then, now));
    }
}
