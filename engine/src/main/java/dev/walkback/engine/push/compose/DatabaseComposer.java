package dev.walkback.engine.push.compose;

import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.Chosen;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.TarPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Each database's folder has a series of tars of its own, and all else has one. A walk finds a database's files one after another, so
 * they pass through; all else is held until the end, and is little.
 */
final class DatabaseComposer implements Composer {

    private static final Pattern DATABASE = Pattern.compile("(?<folder>/base/\\d+|/pg_tblspc/\\d+/[^/]+/\\d+)/.+");
    private static final int ON_THEIR_WAY = 1 << 10;

    private final long tarBytes;
    private final Deque<Placed> found = new ArrayDeque<>();
    private final List<Placed> others = new ArrayList<>();
    private boolean ended;

    private record Placed(String folder, Chosen chosen) {}

    /** @param tarBytes a tar that holds more gets no further file */
    DatabaseComposer(long tarBytes) {
        this.tarBytes = tarBytes;
    }

    @Override
    public synchronized void add(Chosen chosen) throws InterruptedException {
        String folder = folder(chosen.file());
        if (folder.isEmpty()) {
            others.add(new Placed(folder, chosen));
            return;
        }
        while (found.size() >= ON_THEIR_WAY) {
            wait();
        }
        found.add(new Placed(folder, chosen));
        notifyAll();
    }

    private static String folder(WalkedFile file) {
        Matcher matcher = DATABASE.matcher(file.name());
        return file.kind() == WalkedFile.Kind.FILE && matcher.matches() ? matcher.group("folder") : "";
    }

    @Override
    public synchronized void end() {
        found.addAll(others);
        others.clear();
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized @Nullable TarPlan next() throws InterruptedException {
        Placed first = peek();
        if (first == null) {
            return null;
        }
        take();
        return new Series(first);
    }

    private @Nullable Placed peek() throws InterruptedException {
        while (found.isEmpty() && !ended) {
            wait();
        }
        return found.peek();
    }

    private @Nullable Placed take() {
        Placed next = found.poll();
        notifyAll();
        return next;
    }

    private synchronized @Nullable Chosen next(String folder) throws InterruptedException {
        Placed next = peek();
        if (next == null || !next.folder().equals(folder)) {
            return null;
        }
        take();
        return next.chosen();
    }

    private final class Series implements TarPlan.Filled {

        private final String folder;
        private @Nullable Chosen first;

        Series(Placed first) {
            this.folder = first.folder();
            this.first = first.chosen();
        }

        @Override
        public @Nullable Chosen next(long payload) throws InterruptedException {
            Chosen begins = first;
            if (begins != null) {
                first = null;
                return begins;
            }
            return payload > tarBytes ? null : DatabaseComposer.this.next(folder);
        }
    }
}
