package dev.walkback.engine.basebackup;

import dev.walkback.engine.wal.Timeline;

/** Which timeline a recovery is told to reach: a number wherever one can be given, so that a later promotion cannot move it. */
final class TargetTimeline {

    private static final String CURRENT = "current";

    private TargetTimeline() {}

    static String of(BaseBackupPlan plan) {
        Timeline asked = plan.request().timeline();
        if (asked != null) {
            return asked.toString();
        }
        Timeline own = plan.newest().label().timeline();
        WalArchive archive = plan.request().archive();
        if (own == null) {
            return CURRENT;
        }
        if (archive == null) {
            return own.equals(Timeline.FIRST) ? own.toString() : CURRENT;
        }
        return newest(archive, own, plan).toString();
    }

    /** The newest whose past holds the backup's end. */
    private static Timeline newest(WalArchive archive, Timeline own, BaseBackupPlan plan) {
        BackupManifest manifest = plan.newest().manifest();
        var end = manifest == null ? plan.newest().label().start() : manifest.end();
        return archive.histories().values().stream()
                .filter(history -> history.contains(own, end))
                .map(history -> history.timeline())
                .reduce(own, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
}
