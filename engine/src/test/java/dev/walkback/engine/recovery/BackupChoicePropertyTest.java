package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.recovery.RandomHistory.Made;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Choice;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.wal.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The choice of a backup against one that tries each of them as a server would. */
class BackupChoicePropertyTest {

    private static final int QUARTERS = 4;
    private static final Rates RATES = new Rates(1 << 20, 4 << 20, true, true);

    /** A wish for a position on a timeline, in a history that forked at random. */
    private static final class Wish {

        private final RandomHistory history;
        private final int timeline;
        private final int at;
        private final Map<BackupName, Long> sizes = new HashMap<>();
        private final Cluster cluster;

        Wish(long seed) {
            history = new RandomHistory(seed);
            Random random = new Random(~seed);
            timeline = 1 + random.nextInt(history.timelines);
            at = 1 + random.nextInt(history.end - 1);
            Cluster made = history.cluster();
            List<Backup> backups =
                    made.backups().stream().map(backup -> sized(backup, random)).toList();
            cluster = new Cluster(
                    made.identifier(), made.segmentSize(), true, made.pgVersion(), made.timelines(), backups);
        }

        private Backup sized(Backup backup, Random random) {
            List<dev.walkback.storage.ObjectInfo> tars = backup.objects().tars().stream()
                    .map(tar -> Sketch.object(tar.key(), 100L + random.nextInt(60 << 20)))
                    .toList();
            BackupObjects objects = new BackupObjects(tars, backup.objects().filesMetadata(), List.of());
            sizes.put(backup.name(), objects.tarBytes());
            return new Backup(
                    backup.name(),
                    backup.sentinelKey(),
                    backup.stored(),
                    backup.sentinel(),
                    backup.metadata(),
                    objects);
        }

        Aim aim() {
            return new Aim(new RecoveryTarget.Position(history.lsn(at), true), new Timeline(timeline), null, List.of());
        }

        BackupChooser chooser() {
            return new BackupChooser(cluster, RecoveryWindows.of(cluster), RATES);
        }

        /** That a server gets from to the byte at the position, having become consistent before it. */
        List<Made> able() {
            return history.backups.stream()
                    .filter(made -> made.finish() <= at)
                    .filter(made -> history.replay(made, timeline).stream().anyMatch(moment -> moment.at() == at + 1))
                    .toList();
        }

        double seconds(Made made) {
            int segments = at / QUARTERS - made.start() / QUARTERS + 1;
            return sizes.get(made.name()) / (double) RATES.fetchBytesPerSecond()
                    + (double) segments * history.size.bytes() / RATES.replayBytesPerSecond();
        }

        @Override
        public String toString() {
            return "to " + at + " on timeline " + timeline + " of\n" + history;
        }
    }

    @Property(tries = 10_000)
    void no_backup_that_a_server_could_start_from_has_less_work(@ForAll long seed) {
        Wish wish = new Wish(seed);
        Choice choice = wish.chooser().choose(wish.aim());
        if (choice instanceof Decision decision) {
            double least = wish.able().stream()
                    .mapToDouble(wish::seconds)
                    .min()
                    .orElseThrow(() -> new AssertionError(decision.backup().name() + " cannot: " + wish));
            assertThat(decision.work().seconds(RATES)).as(wish::toString).isEqualTo(least);
        }
    }

    @Property(tries = 10_000)
    void there_is_no_way_only_where_no_server_finds_one(@ForAll long seed) {
        Wish wish = new Wish(seed);
        boolean found = wish.chooser().choose(wish.aim()) instanceof Decision;
        assertThat(found).as(wish::toString).isEqualTo(!wish.able().isEmpty());
    }

    @Property(tries = 5_000)
    void the_newest_moment_is_as_far_as_any_server_gets(@ForAll long seed) {
        Wish wish = new Wish(seed);
        int farthest = wish.history.backups.stream()
                .flatMap(made -> wish.history.replay(made, wish.timeline).stream())
                .mapToInt(RandomHistory.Moment::at)
                .max()
                .orElse(0);
        Choice choice =
                wish.chooser().choose(Aim.of(new RecoveryTarget.Latest()).on(new Timeline(wish.timeline)));
        Object reached = choice instanceof Decision decision ? decision.route().to() : "nowhere";
        assertThat(reached).as(wish::toString).isEqualTo(farthest == 0 ? "nowhere" : wish.history.lsn(farthest));
    }

    @Property(tries = 2_000)
    void a_backup_that_can_be_restored_can_be_restored_to_its_end(@ForAll long seed) {
        Wish wish = new Wish(seed);
        RecoveryWindows windows = RecoveryWindows.of(wish.cluster);
        windows.backups().forEach((name, backup) -> {
            if (backup instanceof Restorability.Restorable) {
                assertThat(wish.chooser()
                                .choose(Aim.of(new RecoveryTarget.Immediate()).from(name)))
                        .as(wish::toString)
                        .isInstanceOf(Decision.class);
            }
        });
    }

    @Property(tries = 2_000)
    void each_backup_is_chosen_or_told_with_its_reason(@ForAll long seed) {
        Wish wish = new Wish(seed);
        int told = switch (wish.chooser().choose(wish.aim())) {
            case Decision decision -> decision.others().size() + 1;
            case NoWay noWay -> noWay.backups().size();
        };
        assertThat(told).isEqualTo(wish.cluster.backups().size());
    }

    @Property(tries = 2_000)
    void what_is_nearest_can_be_reached(@ForAll long seed) {
        Wish wish = new Wish(seed);
        if (wish.chooser().choose(wish.aim()) instanceof NoWay noWay) {
            NoWay.Nearest before = noWay.before();
            NoWay.Nearest after = noWay.after();
            if (before != null) {
                assertThat(wish.chooser().choose(nearest(wish, new RecoveryTarget.Latest(), before)))
                        .as(wish::toString)
                        .isInstanceOf(Decision.class);
            }
            if (after != null) {
                assertThat(wish.chooser().choose(nearest(wish, new RecoveryTarget.Immediate(), after)))
                        .as(wish::toString)
                        .isInstanceOf(Decision.class);
            }
        }
    }

    private static Aim nearest(Wish wish, RecoveryTarget target, NoWay.Nearest nearest) {
        return new Aim(target, new Timeline(wish.timeline), nearest.backup(), List.of());
    }

    @Property(tries = 2_000)
    void what_was_pinned_is_decided_again(@ForAll long seed) {
        Wish wish = new Wish(seed);
        if (wish.chooser().choose(wish.aim()) instanceof Decision decision) {
            Choice again = wish.chooser().again(wish.aim(), Pins.of(decision));
            assertThat(again).isInstanceOfSatisfying(Decision.class, same -> {
                assertThat(same.route()).isEqualTo(decision.route());
                assertThat(same.work()).isEqualTo(decision.work());
                assertThat(same.histories()).isEqualTo(decision.histories());
            });
        }
    }
}
