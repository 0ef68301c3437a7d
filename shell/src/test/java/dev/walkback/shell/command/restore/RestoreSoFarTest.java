package dev.walkback.shell.command.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.Step;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreSoFarTest {

    @TempDir
    Path data;

    private Plan<RestoreStep> begun = Plan.of("", List.of(), List.of());

    @BeforeEach
    void somebody_restored_here() throws Exception {
        RestoreFolder folder = new RestoreFolder(data);
        Files.createDirectories(folder.path());
        RestoreStep step = new RestoreStep(Phase.DIRECTORY, "create", data.toString(), Facts.NONE, "made");
        begun = Plan.of("restore", List.of(step), List.of());
        try (Journal journal = Journal.continuing(folder.journal(), Clock.systemUTC())) {
            journal.begin(begun);
            journal.before(0, List.<Step>of(step));
        }
    }

    @Test
    void the_plan_s_own_steps_are_gone_on_with() {
        assertThat(RestoreSoFar.entries(new RestoreFolder(data), begun.fingerprint()))
                .hasSize(1);
    }

    @Test
    void another_restore_s_steps_are_not_ours_so_its_data_is_not_moved_aside_unasked() {
        assertThat(RestoreSoFar.entries(new RestoreFolder(data), new Fingerprint("0000-0001")))
                .isEmpty();
    }
}
