package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A storage whose line breaks as often as it is told: before a call is heard, after it was done, or in the middle. */
final class Unreliable implements Wrapping {

    final AtomicInteger failuresBefore = new AtomicInteger();
    final AtomicInteger lostAnswers = new AtomicInteger();
    final AtomicInteger brokenStreams = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    /** Done once, when a line breaks: what the world does meanwhile. */
    Runnable meanwhile = () -> {};

    private void before(Storage within) {
        calls.incrementAndGet();
        if (failuresBefore.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw broken(within);
        }
    }

    private <T> T after(Storage within, T answer) {
        if (lostAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw broken(within);
        }
        return answer;
    }

    private StorageException broken(Storage within) {
        meanwhile.run();
        meanwhile = () -> {};
        return new StorageException.Unreachable(within.location(), "call", "the line broke", null);
    }

    @Override
    public Stream<ObjectInfo> list(Storage within, KeyRange range) {
        before(within);
        AtomicInteger given = new AtomicInteger();
        return within.list(range).peek(object -> {
            if (given.incrementAndGet() > 3 && brokenStreams.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw broken(within);
            }
        });
    }

    @Override
    public Optional<ObjectInfo> stat(Storage within, String key) {
        before(within);
        return after(within, within.stat(key));
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        before(within);
        OpenObject opened = within.read(key, range);
        return new OpenObject(opened.info(), breaking(within, opened.bytes()));
    }

    /** Gives three bytes, then breaks. */
    private InputStream breaking(Storage within, InputStream bytes) {
        return new FilterInputStream(bytes) {
            private int given;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (brokenStreams.get() > 0 && given >= 3) {
                    brokenStreams.decrementAndGet();
                    throw broken(within);
                }
                int read = in.read(into, offset, brokenStreams.get() > 0 ? Math.min(length, 3) : length);
                given += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        before(within);
        return after(within, within.write(key, content, overwrite));
    }

    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        before(within);
        return after(within, within.copy(from, to, overwrite));
    }

    @Override
    public Deletion delete(MutableStorage within, Collection<String> keys) {
        before(within);
        return after(within, within.delete(keys));
    }
}
