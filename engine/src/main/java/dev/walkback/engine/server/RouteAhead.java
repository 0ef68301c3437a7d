package dev.walkback.engine.server;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.WrittenSettings;
import dev.walkback.engine.restore.stage.StageManifest;
import dev.walkback.engine.restore.stage.WalStage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a recovering server has before it, as its directory tells: from the plan that walkback keeps there, from the stage that its WAL comes
 * from, from backup_label and from its settings, which others write as well.
 *
 * @param from where replay begins; null where nothing tells any more
 * @param to where it is to end; null where nothing tells
 * @param timeline that it goes along; null where nothing tells
 * @param target as the settings have it, {@code time 2026-03-14 14:31:05+00}; empty for as far as WAL leads
 * @param size null where there is no pg_control
 */
public record RouteAhead(
        @Nullable Lsn from,
        @Nullable Lsn to,
        @Nullable Timeline timeline,
        String target,
        @Nullable SegmentSize size) {

    private static final List<String> TARGETS = List.of("time", "xid", "lsn", "name", "");

    public static RouteAhead of(DataDirectory directory) {
        Path data = directory.path();
        Optional<SavedRestore> saved = saved(directory);
        Optional<Pins> pins = saved.map(SavedRestore::pins);
        Optional<StageManifest> stage =
                new WalStage(Destination.of(data).stage()).manifest().optional();
        Lsn from = label(data).or(() -> stage.map(StageManifest::from)).orElse(null);
        Lsn to = pins.map(it -> it.place() != null ? it.place() : it.to())
                .or(() -> stage.map(StageManifest::to))
                .orElse(null);
        Timeline timeline = pins.map(Pins::timeline)
                .or(() -> stage.map(StageManifest::timeline))
                .orElse(null);
        return new RouteAhead(
                from,
                to,
                timeline,
                target(data, saved),
                directory
                        .control()
                        .optional()
                        .map(PgControl::form)
                        .map(PgControl.Form::segmentSize)
                        .orElse(null));
    }

    /** How many of a hundred parts are behind it; empty where not both ends are known. */
    public Optional<Integer> percent(Lsn at) {
        if (from == null || to == null || !from.isBefore(to)) {
            return Optional.empty();
        }
        if (at.isBefore(from)) {
            return Optional.of(0);
        }
        return Optional.of((int) Math.min(100, at.bytesSince(from) * 100.0 / to.bytesSince(from)));
    }

    private static Optional<SavedRestore> saved(DataDirectory directory) {
        Path plan = directory.restore().plan();
        try {
            return Files.isRegularFile(plan) ? Optional.of(RestorePlanFile.read(plan)) : Optional.empty();
        } catch (IOException unfit) {
            return Optional.empty();
        }
    }

    /** A server that has begun calls the label old. */
    private static Optional<Lsn> label(Path data) {
        for (String name : List.of("backup_label", "backup_label.old")) {
            Path file = data.resolve(name);
            try {
                if (Files.isRegularFile(file)
                        && Files.size(file) <= BackupLabel.MOST_BYTES
                        && BackupLabel.read(Files.readAllBytes(file))
                                instanceof Document.Read<BackupLabel>(BackupLabel label)) {
                    return Optional.of(label.start());
                }
            } catch (IOException unreadable) {
                // the next may be
            }
        }
        return Optional.empty();
    }

    /** As it is set, by us or by others; before it is set, as it was asked for. */
    private static String target(Path data, Optional<SavedRestore> saved) {
        Optional<WrittenSettings> ours = WrittenSettings.look(data);
        Configuration others = Configuration.look(data);
        for (String kind : TARGETS) {
            String name = kind.isEmpty() ? "recovery_target" : "recovery_target_" + kind;
            Optional<String> value = ours.flatMap(written -> written.value(name))
                    .or(() -> others.effective(name).map(Configuration.Assignment::value))
                    .filter(text -> !text.isEmpty());
            if (value.isPresent()) {
                return (kind + " " + value.get()).strip();
            }
        }
        return saved.map(plan -> wished(plan.request().target())).orElse("");
    }

    private static String wished(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Latest latest -> "";
            case RecoveryTarget.Immediate immediate -> immediate.word();
            case RecoveryTarget.Time time -> "time " + time.at();
            case RecoveryTarget.Xid xid -> "xid " + xid.xid();
            case RecoveryTarget.Position position -> "lsn " + position.lsn();
            case RecoveryTarget.Named named -> "name " + named.name();
        };
    }
}
