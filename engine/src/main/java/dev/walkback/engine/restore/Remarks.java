package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.choice.Certainty;
import dev.walkback.engine.restore.choice.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be said of a decision and of the backup, whatever machine it goes to. */
public record Remarks(
        Archive archive,
        Decision decision,
        RestoreBasis basis,
        @Nullable PgVersion version) {

    public List<Remark> all() {
        List<Remark> remarks = new ArrayList<>();
        basis.label()
                .optional()
                .filter(label -> label.incrementalFrom() != null)
                .ifPresent(label -> remarks.add(Remark.of(Remark.Code.SERVER_INCREMENTAL)
                        .with("from", String.valueOf(label.incrementalFrom()))));
        if (!archive.complete()) {
            remarks.add(Remark.of(Remark.Code.LISTING_PARTIAL));
        }
        target(remarks);
        if (!decision.isTold()) {
            remarks.add(Remark.of(Remark.Code.TIMELINE_UNTOLD).with("timeline", decision.timeline()));
        }
        if (Boolean.FALSE.equals(basis.configuration().isInside())) {
            remarks.add(Remark.of(Remark.Code.CONFIGURATION_OUTSIDE));
        }
        if (basis.configuration().preloaded() == null
                && !Boolean.FALSE.equals(basis.configuration().isInside())) {
            remarks.add(Remark.of(Remark.Code.LIBRARIES_UNTOLD));
        }
        return remarks;
    }

    private void target(List<Remark> remarks) {
        if (decision.certainty() == Certainty.NOT_LOOKED_FOR) {
            remarks.add(Remark.of(Remark.Code.TARGET_NOT_LOOKED_FOR)
                    .with("from", decision.backup().finish())
                    .with("to", decision.route().to()));
        } else if (decision.certainty() == Certainty.BY_STORED_TIMES) {
            remarks.add(Remark.of(Remark.Code.TARGET_BY_STORED_TIMES));
        }
        boolean mustPass = decision.target() instanceof RecoveryTarget.Time
                || decision.target() instanceof RecoveryTarget.Position;
        if (mustPass && !decision.goesOn()) {
            remarks.add(Remark.of(Remark.Code.WAL_ENDS_AT_TARGET)
                    .with("to", decision.route().to()));
        }
        if (decision.gapAhead() != null && !mustPass && !(decision.target() instanceof RecoveryTarget.Immediate)) {
            remarks.add(Remark.of(Remark.Code.GAP_AHEAD).with("first", decision.gapAhead()));
        }
    }
}
