package dev.walkback.engine.push.compose;

import dev.walkback.engine.push.pack.Chosen;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.TarPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has copied what can be, under WAL-G's names for that, and leaves all else to another composer. */
final class ReusingComposer implements Composer {

    private final Reuse reuse;
    private final Composer rest;
    private final Deque<Numbered> tars;

    private record Numbered(int number, Reusable tar) {}

    ReusingComposer(Reuse reuse, Composer rest) {
        this.reuse = reuse;
        this.rest = rest;
        this.tars = Stream.iterate(0, i -> i < reuse.tars().size(), i -> i + 1)
                .map(i -> new Numbered(i, reuse.tars().get(i)))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    @Override
    public boolean has(String name) {
        return reuse.names().test(name) || rest.has(name);
    }

    @Override
    public void add(Chosen chosen) throws InterruptedException {
        rest.add(chosen);
    }

    @Override
    public void end() throws InterruptedException {
        rest.end();
    }

    @Override
    public @Nullable TarPlan next() throws InterruptedException {
        Numbered next;
        synchronized (tars) {
            next = tars.poll();
        }
        return next == null ? rest.next() : copied(next);
    }

    private static TarPlan copied(Numbered next) {
        try {
            var files = next.tar().files().read();
            long payload = files.stream().mapToLong(file -> file.bytes()).sum();
            return new TarPlan.Copied(
                    next.tar().key(), "copy_" + next.number() + next.tar().ending(), files, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
