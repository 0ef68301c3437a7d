package dev.walkback.engine.push.remote;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.document.FilesDocument;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.engine.tar.DamagedTarException;
import dev.walkback.engine.tar.NewEntry;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.engine.tar.TarWriter;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the tars that a server sends into parts: a part ends before the file that would make it too large. Nothing is held but the entry on
 * its way and a few small files. Every part is a whole tar.
 */
final class PartCutter {

    private static final int MOST_KEPT_BYTES = 1 << 20;
    private static final List<String> KEPT = List.of("backup_label", "tablespace_map", "global/pg_control");

    private final ContentSink sink;
    private final String folder;
    private final long tarBytes;
    private final List<PackingWatch> watches;
    private final FilesDocument files;
    private final Consumer<? super PushEvent> events;
    private final Map<String, Kept> kept = new HashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private int parts;
    private long count;
    private long received;
    private long stored;

    /** A small file that is needed once more. */
    record Kept(NewEntry entry, byte[] content) {}

    /** @param folder of the parts, with a slash at its end */
    PartCutter(
            ContentSink sink,
            String folder,
            long tarBytes,
            List<PackingWatch> watches,
            FilesDocument files,
            Consumer<? super PushEvent> events) {
        this.sink = sink;
        this.folder = folder;
        this.tarBytes = tarBytes;
        this.watches = List.copyOf(watches);
        this.files = files;
        this.events = events;
    }

    /** Takes a whole archive, to the end of its stream. */
    void take(SendingServer.SentArchive archive) throws IOException {
        String before = archive.tablespace() == 0 ? "" : "pg_tblspc/" + archive.tablespace() + "/";
        Archive sent = new Archive(before, new TarReader(new CountedStream(archive.tar(), this::received)));
        sent.advance();
        while (sent.next != null) {
            part(sent);
        }
    }

    private void received(long bytes) {
        received += bytes;
        events.accept(new PushEvent.Read(bytes));
    }

    /** An archive that is being cut. */
    private static final class Archive {

        private final String before;
        private final TarReader tar;
        private @Nullable TarEntry next;

        Archive(String before, TarReader tar) {
            this.before = before;
            this.tar = tar;
        }

        void advance() throws IOException {
            next = tar.next();
            if (next != null && TarEntry.leadsOutside(next.name())) {
                throw new DamagedTarException(tar.offset(), "an entry has the name " + next.name());
            }
        }
    }

    private void part(Archive archive) {
        String plain = String.format(Locale.ROOT, "part_%03d.tar", ++parts);
        List<PackingWatch.TarWatch> told =
                watches.stream().map(watch -> watch.begun(sink.key(plain))).toList();
        store(
                plain,
                new Content.Produced() {
                    @Override
                    public boolean repeatable() {
                        return false;
                    }

                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        fill(new TarWriter(out), archive, told);
                    }
                },
                told);
    }

    /** A tar of one of the files that were kept, as well as in its part. */
    void again(String plain, String name) {
        Kept file = kept(name);
        List<PackingWatch.TarWatch> told =
                watches.stream().map(watch -> watch.begun(sink.key(plain))).toList();
        store(
                plain,
                new Content.Produced() {
                    @Override
                    public boolean repeatable() {
                        return false;
                    }

                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        TarWriter writer = new TarWriter(out);
                        writer.begin(file.entry());
                        writer.write(file.content(), 0, file.content().length);
                        writer.end();
                        told.forEach(watch -> watch.bytes(file.content(), 0, file.content().length));
                        PackedFile packed = packed(file.entry());
                        told.forEach(watch -> watch.packed(packed));
                    }
                },
                told);
    }

    private void store(String plain, Content content, List<PackingWatch.TarWatch> told) {
        ObjectInfo object = sink.write(folder + plain, content, Overwrite.REFUSED);
        stored += object.size();
        told.forEach(watch -> watch.stored(object));
        events.accept(new PushEvent.Stored(object.key(), object.size()));
    }

    private void fill(TarWriter writer, Archive archive, List<PackingWatch.TarWatch> told) throws IOException {
        for (TarEntry entry = archive.next; entry != null; entry = archive.next) {
            if (writer.payload() > 0 && writer.payload() + entry.size() > tarBytes) {
                break;
            }
            NewEntry again = archive.tar.again(archive.before + entry.name());
            writer.begin(again);
            copy(writer, archive.tar, again, told);
            PackedFile packed = packed(again);
            told.forEach(watch -> watch.packed(packed));
            if (entry.kind() != TarEntry.Kind.FOLDER) {
                files.describe(packed);
            }
            if (entry.kind() == TarEntry.Kind.FILE) {
                count++;
                events.accept(new PushEvent.FileDone(entry.size()));
            }
            archive.advance();
        }
        writer.end();
    }

    private void copy(TarWriter writer, TarReader tar, NewEntry entry, List<PackingWatch.TarWatch> told)
            throws IOException {
        boolean keep = KEPT.contains(entry.name()) && entry.size() <= MOST_KEPT_BYTES;
        byte[] whole = new byte[keep ? (int) entry.size() : 0];
        int at = 0;
        for (int read = tar.content().read(buffer);
                read > 0;
                read = tar.content().read(buffer)) {
            int length = read;
            writer.write(buffer, 0, length);
            told.forEach(watch -> watch.bytes(buffer, 0, length));
            if (keep) {
                System.arraycopy(buffer, 0, whole, at, length);
                at += length;
            }
        }
        if (keep) {
            kept.put(entry.name(), new Kept(entry, whole));
        }
    }

    private static PackedFile packed(NewEntry entry) {
        WalkedFile.Kind kind = switch (entry.kind()) {
            case FOLDER -> WalkedFile.Kind.FOLDER;
            case SYMBOLIC_LINK -> WalkedFile.Kind.LINK;
            default -> WalkedFile.Kind.FILE;
        };
        return new PackedFile(
                entry.name(), kind, entry.size(), false, false, entry.modifiedNanos(), CorruptPages.NOT_LOOKED, 0);
    }

    boolean has(String name) {
        return kept.containsKey(name);
    }

    Kept kept(String name) {
        return Objects.requireNonNull(kept.get(name));
    }

    int parts() {
        return parts;
    }

    /** Files, without folders. */
    long count() {
        return count;
    }

    /** Bytes of the server's tars, headers and ends with them. */
    long received() {
        return received;
    }

    /** Bytes of the objects. */
    long stored() {
        return stored;
    }
}
