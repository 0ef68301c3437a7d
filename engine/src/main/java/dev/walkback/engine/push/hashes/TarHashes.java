package dev.walkback.engine.push.hashes;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.hashes.document.TarListDocument;
import dev.walkback.engine.push.hashes.document.TarsDocument;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Notes what goes into a backup's tars: for each tar an object of its own, stored as soon as the tar is, so that a push that breaks
 * off leaves as many as it has finished; and one of all tars, before the backup comes to be.
 */
public final class TarHashes implements PackingWatch, ContentSink.Hashes {

    private final ContentSink sink;
    private final BackupObjectNames names;
    private final TarMaking making;
    private final Stamp.Source stamps;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final Map<String, StoredTar> tars = new ConcurrentSkipListMap<>();

    /**
     * @param sink what lists are stored in; not the one that tells this of hashes
     * @param stamps of the files that are packed
     */
    public TarHashes(ContentSink sink, BackupObjectNames names, TarMaking making, Stamp.Source stamps) {
        this.sink = sink;
        this.names = names;
        this.making = making;
        this.stamps = stamps;
    }

    @Override
    public void stored(ObjectInfo object, String sha256) {
        if (object.key().startsWith(names.tars())) {
            String tar = object.key().substring(names.tars().length());
            hashes.put(tar, sha256);
            tars.put(tar, new StoredTar(tar, object.size(), sha256));
        }
    }

    @Override
    public void skipped(PackedFile file) {
        // it is in none of these tars
    }

    @Override
    public TarWatch begun(String name) {
        try {
            return new List(name);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Stores what is known of all tars. None is to be stored any more. */
    public void finish() {
        sink.writeAsIs(
                TarLists.allOf(names.folder()), Content.of(TarsDocument.bytes(tars.values())), Overwrite.ALLOWED);
    }

    /** Of one tar, which one thread fills. */
    private final class List implements TarWatch {

        private final String tar;
        private final TarListDocument.Writer lines;
        private final CRC32C crc = new CRC32C();
        private @Nullable String from;

        List(String tar) throws IOException {
            this.tar = tar;
            this.lines = new TarListDocument.Writer(making);
        }

        @Override
        public void bytes(byte[] bytes, int offset, int length) {
            crc.update(bytes, offset, length);
        }

        @Override
        public void packed(PackedFile file) {
            if (from == null) {
                try {
                    lines.file(new ListedFile(
                            file.name(),
                            file.kind(),
                            file.bytes(),
                            (int) crc.getValue(),
                            file.incremented(),
                            file.corrupt().count(),
                            file.modifiedNanos(),
                            file.updates(),
                            stamp(file)));
                } catch (IOException inMemory) {
                    throw new UncheckedIOException(inMemory);
                }
            }
            crc.reset();
        }

        @Override
        public void copied(String key) {
            from = key;
        }

        @Override
        public void stored(ObjectInfo object) {
            if (from != null) {
                takeOver(from, object);
                return;
            }
            StoredTar stored = new StoredTar(tar, object.size(), hashes.getOrDefault(tar, ""));
            try {
                sink.write(TarLists.listOf(names.folder(), tar), lines.end(stored), Overwrite.ALLOWED);
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
        }

        /** What was noted of the tar that this is a copy of holds for the copy as well. */
        private void takeOver(String key, ObjectInfo object) {
            TarLists lists = new TarLists(sink.storage());
            lists.find(key)
                    .ifPresent(list -> sink.copy(
                            list.key(),
                            TarLists.listOf(names.folder(), tar)
                                    + list.key()
                                            .substring(
                                                    list.key().lastIndexOf(TarLists.ENDING) + TarLists.ENDING.length()),
                            Overwrite.ALLOWED));
            Optional<String> sha256 = lists.sha256(key, sink.layers());
            sha256.ifPresent(known -> tars.put(tar, new StoredTar(tar, object.size(), known)));
        }
    }

    /**
     * The stamp is taken after the file was read, and counts only when the file is as it was when it was found: then it was so all the
     * time in between.
     */
    private Stamp stamp(PackedFile file) {
        if (file.kind() == WalkedFile.Kind.LINK) {
            return Stamp.NONE;
        }
        try {
            Stamp now = stamps.of(file.name()).orElse(Stamp.NONE);
            boolean same = file.kind() == WalkedFile.Kind.FOLDER
                    || (now.modifiedNanos() == file.modifiedNanos()
                            && (file.incremented() || now.size() == file.bytes()));
            return same ? now : Stamp.NONE;
        } catch (IOException unseen) {
            return Stamp.NONE;
        }
    }
}
