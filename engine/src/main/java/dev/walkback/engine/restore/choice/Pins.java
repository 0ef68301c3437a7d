package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan has decided, kept so that the very same can be made again though the archive goes on growing. Names as in
 * {@link Decision}.
 *
 * @param to where the route that is brought ends
 */
public record Pins(
        BackupName backup,
        Timeline timeline,
        boolean isTold,
        Lsn to,
        @Nullable Lsn place,
        Certainty certainty,
        boolean goesOn,
        List<Timeline> histories) {

    public Pins {
        histories = List.copyOf(histories);
    }

    public static Pins of(Decision decision) {
        return new Pins(
                decision.backup().name(),
                decision.timeline(),
                decision.isTold(),
                decision.route().to(),
                decision.place(),
                decision.certainty(),
                decision.goesOn(),
                decision.histories());
    }
}
