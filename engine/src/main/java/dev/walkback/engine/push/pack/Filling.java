package dev.walkback.engine.push.pack;

import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.tar.NewEntry;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarWriter;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One tar being filled. Belongs to one thread. */
final class Filling {

    private final Chosen first;
    private final TarPlan.Filled plan;
    private final Treatments treatments;
    private final FileReading reading;
    private final Consumer<? super PushEvent> events;
    private final PackingWatch.TarWatch watch;
    private final Runnable full;
    private long payload;

    /** @param full told when nothing more is read for this tar */
    Filling(
            Chosen first,
            TarPlan.Filled plan,
            Treatments treatments,
            FileReading reading,
            Consumer<? super PushEvent> events,
            PackingWatch.TarWatch watch,
            Runnable full) {
        this.first = first;
        this.plan = plan;
        this.treatments = treatments;
        this.reading = reading;
        this.events = events;
        this.watch = watch;
        this.full = full;
    }

    void writeTo(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        for (Chosen next = first; next != null; next = next(tar.payload())) {
            pack(tar, next);
        }
        tar.end();
        payload = tar.payload();
        full.run();
    }

    private @Nullable Chosen next(long bytes) throws InterruptedIOException {
        try {
            return plan.next(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the push was stopped");
        }
    }

    /** Bytes of content, when all is written. */
    long payload() {
        return payload;
    }

    void stored(ObjectInfo object) {
        watch.stored(object);
    }

    private void pack(TarWriter tar, Chosen chosen) throws IOException {
        WalkedFile file = chosen.file();
        if (file.kind() == WalkedFile.Kind.FILE) {
            file(tar, chosen);
            return;
        }
        tar.begin(entry(file, 0));
        watch.packed(new PackedFile(
                file.name(),
                file.kind(),
                0,
                false,
                false,
                file.modifiedNanos(),
                CorruptPages.NOT_LOOKED,
                chosen.updates()));
        events.accept(new PushEvent.FileDone(0));
    }

    private void file(TarWriter tar, Chosen chosen) throws IOException {
        WalkedFile file = chosen.file();
        Optional<FileChannel> opened = reading.open(file.path());
        if (opened.isEmpty()) {
            return; // dropped since it was found, and WAL says so
        }
        try (FileChannel channel = opened.get()) {
            Optional<OpenIncrement> increment = chosen.treatment() instanceof Treatment.Incremented how
                    ? treatments.increment(file, channel, how)
                    : Optional.empty();
            if (increment.isPresent()) {
                increment(tar, chosen, increment.get());
            } else {
                whole(tar, chosen, channel);
            }
        }
    }

    private void increment(TarWriter tar, Chosen chosen, OpenIncrement increment) throws IOException {
        WalkedFile file = chosen.file();
        tar.begin(entry(file, increment.bytes()));
        increment.writeTo((bytes, from, length) -> {
            tar.write(bytes, from, length);
            watch.bytes(bytes, from, length);
        });
        packed(chosen, increment.bytes(), true, increment.corrupt());
    }

    private void whole(TarWriter tar, Chosen chosen, FileChannel channel) throws IOException {
        WalkedFile file = chosen.file();
        Optional<PageInspection> inspection = treatments.inspection(file);
        tar.begin(entry(file, file.size()));
        reading.read(file, channel, (bytes, from, length) -> {
            inspection.ifPresent(each -> each.bytes(bytes, from, length));
            tar.write(bytes, from, length);
            watch.bytes(bytes, from, length);
        });
        packed(
                chosen,
                file.size(),
                false,
                inspection.map(PageInspection::corrupt).orElse(CorruptPages.NOT_LOOKED));
    }

    private void packed(Chosen chosen, long bytes, boolean incremented, CorruptPages corrupt) {
        WalkedFile file = chosen.file();
        watch.packed(new PackedFile(
                file.name(), file.kind(), bytes, incremented, false, file.modifiedNanos(), corrupt, chosen.updates()));
        events.accept(new PushEvent.FileDone(bytes));
    }

    private static NewEntry entry(WalkedFile file, long size) {
        return new NewEntry(
                file.name(),
                switch (file.kind()) {
                    case FILE -> TarEntry.Kind.FILE;
                    case FOLDER -> TarEntry.Kind.FOLDER;
                    case LINK -> TarEntry.Kind.SYMBOLIC_LINK;
                },
                size,
                file.mode(),
                file.modifiedNanos(),
                file.userId(),
                file.groupId(),
                file.user(),
                file.group(),
                "");
    }
}
