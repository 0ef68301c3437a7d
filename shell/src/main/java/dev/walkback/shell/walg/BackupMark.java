package dev.walkback.shell.walg;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.mark.MarkBackup;
import dev.walkback.engine.mark.MarkExecutor;
import dev.walkback.engine.mark.MarkRefusedException;
import dev.walkback.engine.mark.Marking;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import java.util.List;

/** {@code backup-mark}: in the primary storage, and nowhere else, as WAL-G does it. */
final class BackupMark {

    private BackupMark() {}

    static void run(Words words, Session session) throws Exception {
        session.grid(); // not needed here, but a size that cannot be ends every command
        String typed = words.arguments().getFirst();
        if (typed.isEmpty()) {
            throw new WalgFailure("Failed to get previous backups: a backup has a name");
        }
        boolean permanent = !words.has("impermanent");
        session.log().info("Retrieving previous related backups to be marked: toPermanent=" + permanent);
        try (MutableStorage storage = session.configured().storage("default")) {
            BackupName name = new BackupName(typed);
            if (!permanent) {
                session.log().info("retrieving permanent objects");
            }
            List<MarkBackup> steps = plan(new Marking(storage), name, permanent).steps();
            if (steps.stream().noneMatch(step -> step.name().equals(name))) {
                session.log()
                        .warning("Backup " + name + " is already marked as " + (permanent ? "permanent" : "impermanent")
                                + ", ignoring...");
            }
            String names = String.join(
                    " ", steps.stream().map(step -> step.name().text()).toList());
            session.log().info("Retrieved backups to be marked, marking: [" + names + "]");
            new MarkExecutor(new ContentSink(
                            storage, Layers.unencrypted(), Codecs.named("none").orElseThrow()))
                    .perform(steps);
        }
    }

    private static Plan<MarkBackup> plan(Marking marking, BackupName name, boolean permanent) throws WalgFailure {
        try {
            return permanent ? marking.permanent(name) : marking.impermanent(name);
        } catch (MarkRefusedException refused) {
            throw new WalgFailure(
                    "Failed to get previous backups: Can't mark backup '" + name
                            + "' as impermanent. There is permanent increment backup that depends on this backup: "
                            + refused.child(),
                    refused);
        } catch (StorageException.Missing | StorageException.Damaged e) {
            throw new WalgFailure("Failed to get previous backups: " + Walg.sentence(e), e);
        }
    }
}
