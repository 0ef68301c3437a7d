package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.delta.MadeShelf.Traits;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Against a model that knows of each backup which bytes of WAL its server had behind it. */
class ParentChooserModelTest {

    private static final long STEP = 1 << 24;

    /** A timeline as it really came to be. */
    private record Branch(int id, @Nullable Branch from, long at) {

        /** Whether a server here has all of the other's WAL up to a position behind it. */
        boolean hasBehindIt(Branch other, long upTo) {
            long open = Long.MAX_VALUE;
            for (Branch way = this; way != null; way = way.from()) {
                if (way.id() == other.id()) {
                    return upTo <= open;
                }
                open = way.at();
            }
            return false;
        }
    }

    private record Made(
            Backup backup,
            Branch branch,
            long finish,
            @Nullable Made parent,
            int count,
            boolean permanent) {

        boolean isSound() {
            return parent == null
                    || (parent.isSound()
                            && branch.hasBehindIt(parent.branch(), parent.finish())
                            && parent.finish() <= backup.start().orElseThrow().bits());
        }
    }

    @Property(tries = 400)
    void the_parent_is_the_newest_sound_one_of_the_servers_own_past(@ForAll long seed) {
        Random random = new Random(seed);
        MadeShelf shelf = new MadeShelf();
        List<Branch> branches = new ArrayList<>(List.of(new Branch(1, null, 0)));
        List<Made> made = new ArrayList<>();
        long now = 2 * STEP;
        for (int i = random.nextInt(1, 14); i > 0; i--) {
            now += STEP * random.nextInt(1, 3);
            if (random.nextInt(4) == 0) {
                Branch from = branches.get(random.nextInt(branches.size()));
                long at = Math.max(from.at(), now - STEP * random.nextInt(1, 8));
                branches.add(new Branch(branches.size() + 1, from, at));
            } else {
                Branch branch = branches.get(random.nextInt(branches.size()));
                made.add(backup(random, shelf, made, branch, now));
            }
        }
        Branch ours = branches.get(random.nextInt(branches.size()));
        int most = random.nextInt(1, 5);
        ParentVerdict verdict = ParentChooser.choose(
                new ParentQuestion(
                        new DeltaWish(most, DeltaWish.Origin.NEWEST, null, null, DeltaWish.Changes.BY_READING),
                        false,
                        MadeShelf.VERSION,
                        MadeShelf.SYSTEM,
                        line(ours),
                        new Lsn(now + STEP),
                        true),
                shelf,
                String::equals);
        assertThat(parent(verdict)).isEqualTo(expected(made, ours, most));
    }

    private static @Nullable BackupName parent(ParentVerdict verdict) {
        return verdict instanceof ParentVerdict.Chosen chosen ? chosen.parent().name() : null;
    }

    /** Rules end the search; unsoundness does not. */
    private static @Nullable BackupName expected(List<Made> made, Branch ours, int most) {
        for (Made each : made.reversed()) {
            if (ours.hasBehindIt(each.branch(), each.finish())) {
                if (each.count() + 1 > most || each.permanent()) {
                    return null;
                }
                if (each.isSound()) {
                    return each.backup().name();
                }
            }
        }
        return null;
    }

    private static Made backup(Random random, MadeShelf shelf, List<Made> made, Branch branch, long now) {
        Traits traits = new Traits(MadeShelf.SYSTEM, MadeShelf.VERSION, random.nextInt(8) == 0, null, true);
        long finish = now + random.nextLong(1, STEP / 2);
        if (made.isEmpty() || random.nextInt(3) == 0) {
            return new Made(shelf.full(branch.id(), now, finish, traits), branch, finish, null, 0, traits.permanent());
        }
        Made parent = made.get(random.nextInt(made.size()));
        Backup delta = shelf.delta(branch.id(), now, finish, parent.backup(), traits);
        return new Made(delta, branch, finish, parent, parent.count() + 1, traits.permanent());
    }

    private static TimelineHistory line(Branch branch) {
        Map<Integer, TimelineHistory.Switch> switches = new HashMap<>();
        List<TimelineHistory.Switch> ascending = new ArrayList<>();
        for (Branch way = branch; way.from() != null; way = way.from()) {
            switches.put(
                    way.from().id(),
                    new TimelineHistory.Switch(new Timeline(way.from().id()), new Lsn(way.at()), ""));
        }
        switches.keySet().stream().sorted().forEach(id -> ascending.add(switches.get(id)));
        return new TimelineHistory(new Timeline(branch.id()), ascending);
    }
}
