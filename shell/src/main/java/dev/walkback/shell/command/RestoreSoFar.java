package dev.walkback.shell.command;

import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreStep;
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

    static List<JournaledRun.Entry> entries(RestoreFolder folder) {
        try {
            return Files.exists(folder.journal())
                    ? JournalReader.read(folder.journal()).entries()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
