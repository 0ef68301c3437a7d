package dev.walkback.engine.push;

import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.storage.ObjectInfo;
import java.util.concurrent.atomic.AtomicLong;

/** Counts files as they are packed. */
final class Tally implements PackingWatch {

    private final AtomicLong files = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    @Override
    public void skipped(PackedFile file) {
        files.incrementAndGet();
        skipped.incrementAndGet();
    }

    @Override
    public TarWatch begun(String name) {
        return new TarWatch() {
            @Override
            public void packed(PackedFile file) {
                if (file.kind() == WalkedFile.Kind.FILE) {
                    files.incrementAndGet();
                }
            }

            @Override
            public void stored(ObjectInfo object) {
                // counted elsewhere
            }
        };
    }

    long files() {
        return files.get();
    }

    long skipped() {
        return skipped.get();
    }
}
