package dev.walkback.shell.command.restore;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.walk.Walk;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What earlier runs of a restore did, and what nobody knows of. */
final class RestoreSoFar {

    private static final int NAMED = 3;

    private RestoreSoFar() {}

    /**
     * Of this plan only. Another restore's steps look like these: taken for ours, they would say that data which is in the way is
     * our own work.
     */
    static List<JournaledRun.Entry> entries(RestoreFolder folder, Fingerprint plan) {
        if (!Files.exists(folder.journal())) {
            return List.of();
        }
        try {
            JournaledRun run = JournalReader.read(folder.journal());
            return run.plan().equals(plan) || isOf(folder, plan) ? run.entries() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy that was given a later target has a plan that its journal does not know. */
    private static boolean isOf(RestoreFolder folder, Fingerprint plan) throws IOException {
        return Files.exists(folder.plan())
                && RestorePlanFile.read(folder.plan()).fingerprint().equals(plan);
    }

    static List<String> lines(SavedRestore saved, Walk walk) {
        List<String> done = new ArrayList<>();
        for (Walk.Stretch stretch : walk.stretches()) {
            if (stretch.phase().compareTo(Phase.DIRECTORY) >= 0 && stretch.done() > 0) {
                String title = stretch.phase().title();
                title = Character.toLowerCase(title.charAt(0)) + title.substring(1);
                done.add(
                        stretch.state() == Walk.State.DONE
                                ? title
                                : title + " (" + stretch.done() + " of " + stretch.steps() + ")");
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("Going on with plan " + saved.fingerprint() + ", into "
                + saved.request().destination().data() + ". Done: "
                + (done.isEmpty() ? "nothing" : String.join(", ", done))
                + ".");
        List<RestoreStep> uncertain = walk.uncertain();
        if (!uncertain.isEmpty()) {
            lines.add("Uncertain, and done again: " + Text.count(uncertain.size(), "step") + ": "
                    + String.join(
                            ", ",
                            uncertain.stream()
                                    .limit(NAMED)
                                    .map(RestoreStep::sentence)
                                    .toList())
                    + (uncertain.size() > NAMED ? ", ..." : "") + ".");
        }
        return lines;
    }
}
