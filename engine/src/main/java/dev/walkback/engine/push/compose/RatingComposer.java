package dev.walkback.engine.push.compose;

import dev.walkback.engine.push.ChangedPages;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.Chosen;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.TarPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Files that change about as often lie together: those that never do first, apart from all others, so that their tars stay the same
 * from backup to backup. Needs to know all files first, and holds them.
 */
final class RatingComposer implements Composer {

    private static final int INCREMENT_HEAD = 16;
    private static final int PAGE_NUMBER = 4;

    private final long tarBytes;
    private final int pageBytes;
    private final UpdateCounts counts;
    private final List<Chosen> others = new ArrayList<>();
    private final List<Rated> files = new ArrayList<>();
    private final CountDownLatch known = new CountDownLatch(1);
    private final Deque<Deque<Chosen>> groups = new ArrayDeque<>();

    private record Rated(Chosen chosen, long rating) {}

    /** @param tarBytes how much content is meant to be in a tar */
    RatingComposer(long tarBytes, int pageBytes, UpdateCounts counts) {
        this.tarBytes = tarBytes;
        this.pageBytes = pageBytes;
        this.counts = counts;
    }

    @Override
    public void add(Chosen chosen) {
        WalkedFile file = chosen.file();
        if (file.kind() != WalkedFile.Kind.FILE) {
            others.add(chosen);
            return;
        }
        long count = counts.of(file.name());
        files.add(new Rated(new Chosen(file, chosen.treatment(), count), counts.rating(file.name(), count)));
    }

    @Override
    public void end() {
        files.sort(Comparator.comparingLong(Rated::rating)); // which keeps the order of those that are rated alike
        group();
        files.clear();
        known.countDown();
    }

    private void group() {
        Deque<Chosen> group = new ArrayDeque<>(others);
        others.clear();
        long expected = 0;
        long last = 0;
        for (Rated file : files) {
            boolean begins = last == 0 && file.rating() > 0;
            if (!group.isEmpty() && (expected > tarBytes || begins)) {
                groups.add(group);
                group = new ArrayDeque<>();
                expected = 0;
            }
            group.add(file.chosen());
            expected += expected(file.chosen());
            last = file.rating();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
    }

    /** Of an increment whose pages are found by reading nothing is known before: a tar that grows too large is ended then. */
    private long expected(Chosen chosen) {
        return switch (chosen.treatment()) {
            case Treatment.Incremented(ChangedPages.Known.Pages pages) ->
                INCREMENT_HEAD + (long) pages.numbers().length * (PAGE_NUMBER + pageBytes);
            case Treatment.Incremented(ChangedPages.Known.Nothing unknown) -> 0;
            default -> chosen.file().size();
        };
    }

    @Override
    public @Nullable TarPlan next() throws InterruptedException {
        known.await();
        synchronized (groups) {
            Deque<Chosen> group = groups.poll();
            return group == null ? null : new Group(group);
        }
    }

    private final class Group implements TarPlan.Filled {

        private final Deque<Chosen> left;

        Group(Deque<Chosen> left) {
            this.left = left;
        }

        @Override
        public @Nullable Chosen next(long payload) {
            if (payload > 2 * tarBytes && !left.isEmpty()) {
                synchronized (groups) {
                    groups.addFirst(new ArrayDeque<>(left));
                }
                left.clear();
                return null;
            }
            return left.poll();
        }
    }
}
