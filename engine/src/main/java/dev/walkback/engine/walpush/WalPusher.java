package dev.walkback.engine.walpush;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.walfetch.ArrivalCheck;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.FoundObjects;
import dev.walkback.storage.layer.ObjectFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pushes files of WAL, one at a time, by any number of threads: checks that a segment is what its name says and belongs to the archive's
 * cluster, looks whether it is there already, and stores it under WAL-G's name. When a push returns, the archive has the file, durably.
 *
 * <p>Under one name there is one object: where another codec was used before, that object is compared, and replaced if it may be.
 */
public final class WalPusher {

    private static final String FOLDER = "wal_005/";

    private final ContentSink sink;
    private final PushManner manner;
    private final Consumer<? super PushedFile> readers;
    private final ClusterGate gate;
    private final StoredCopies copies;
    private final HashedCopies hashed;

    public WalPusher(ContentSink sink, PushManner manner) {
        this(sink, manner, file -> {});
    }

    /**
     * @param readers told of each file that the archive has now, before its push returns; what they throw is the push's failure, though the
     *     file stays where it was stored
     */
    public WalPusher(ContentSink sink, PushManner manner, Consumer<? super PushedFile> readers) {
        this.sink = sink;
        this.manner = manner;
        this.readers = readers;
        this.gate = new ClusterGate(sink, manner.anotherCluster());
        // what was stored before encryption was switched on is compared as well
        this.copies =
                new StoredCopies(new ContentSource(sink.storage(), sink.layers().orUnencrypted(), 1, event -> {}));
        this.hashed = new HashedCopies(sink);
    }

    /**
     * @throws WalPushException when the file is not taken; nothing was stored
     * @throws StorageException when the storage did not do its part; whether it has the file is not known
     * @throws IOException when the file cannot be read
     */
    public Pushed push(Path file) throws IOException {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        Content.Stored plain;
        try {
            plain = Content.of(file);
        } catch (NoSuchFileException gone) {
            throw new WalPushException.NoFile(name, file.toString());
        }
        return push(name, plain);
    }

    /**
     * The same of bytes that lie elsewhere: in memory, or in a file of another name.
     *
     * @param name as PostgreSQL says it, without folders
     */
    public Pushed push(String name, Content.Stored plain) throws IOException {
        WalFile file = WalFile.named(name);
        check(name, file, plain);
        Pushed pushed = stored(name, plain, overwrite(file));
        readers.accept(new PushedFile(name, file, plain, pushed));
        return pushed;
    }

    /** A history decides which WAL a server follows: WAL-G never replaces one either. */
    private Overwrite overwrite(WalFile file) {
        return file instanceof WalFile.History ? Overwrite.REFUSED : manner.overwrite();
    }

    private void check(String name, WalFile file, Content.Stored plain) throws IOException {
        // no switch: its machinery is in no AOT cache, and this runs once a segment
        if (file instanceof WalFile.Whole whole) {
            ArrivalCheck check = new ArrivalCheck(whole.digits(), null);
            refuseIf(check.beginning(head(plain)), name);
            refuseIf(check.end(plain.length()), name);
            gate.admit(new SystemIdentifier(check.systemIdentifier()), name);
        } else if (file instanceof WalFile.Partial) {
            // whatever else is in it: where it tells its cluster, it must be the archive's
            WalPageHeader.Origin origin =
                    WalPageHeader.read(head(plain)).map(WalPageHeader::origin).orElse(null);
            if (origin != null) {
                gate.admit(new SystemIdentifier(origin.systemIdentifier()), name);
            }
        }
    }

    private static byte[] head(Content.Stored plain) throws IOException {
        try (InputStream in = plain.open(0)) {
            return in.readNBytes(WalPageHeader.LONG_BYTES);
        }
    }

    private static void refuseIf(Optional<String> why, String name) {
        if (why.isPresent()) {
            throw new WalPushException.NoSegment(name, why.get());
        }
    }

    private Pushed stored(String name, Content.Stored plain, Overwrite overwrite) throws IOException {
        FoundObjects found = find(name);
        if (found.isMissing()) {
            try {
                return new Pushed.Stored(write(name, sink.key(FOLDER + name), plain, sink.codec(), overwrite));
            } catch (StorageException.Exists anotherPush) {
                return compared(name, plain, find(name));
            }
        }
        return overwrite == Overwrite.REFUSED ? compared(name, plain, found) : replaced(name, plain, found);
    }

    private FoundObjects find(String name) {
        return new ObjectFinder(sink.storage()).find(FOLDER + name);
    }

    /** Where several objects claim the name, nobody knows which one a server will get: all must be equal. */
    private Pushed compared(String name, Content.Stored plain, FoundObjects found) throws IOException {
        for (ObjectInfo object : found.objects()) {
            if (!isEqual(name, plain, object)) {
                throw new WalPushException.Different(name, object.key());
            }
        }
        return new Pushed.AlreadyThere(found.first()
                .orElseThrow(() -> new StorageException.Changed(
                        sink.storage().location(), found.logicalName(), "it came and went while it was pushed", null)));
    }

    private boolean isEqual(String name, Content.Stored plain, ObjectInfo object) throws IOException {
        return sink.layers().readsWhatItStores() ? copies.isEqual(plain, object) : hashed.isEqual(name, plain, object);
    }

    /** Each under the name and with the codec that it has: a second object of another ending would shadow, or be shadowed. */
    private Pushed replaced(String name, Content.Stored plain, FoundObjects found) throws IOException {
        ObjectInfo last = found.first().orElseThrow();
        for (ObjectInfo object : found.objects().reversed()) {
            Codec codec = object.key().equals(sink.key(FOLDER + name)) ? sink.codec() : Codecs.ofKey(object.key());
            if (codec.writes()) {
                last = write(name, object.key(), plain, codec, Overwrite.ALLOWED);
            } else if (!isEqual(name, plain, object)) {
                throw new WalPushException.Different(name, object.key());
            }
        }
        return new Pushed.Stored(last);
    }

    private ObjectInfo write(String name, String key, Content.Stored plain, Codec codec, Overwrite overwrite)
            throws IOException {
        return sink.layers().readsWhatItStores()
                ? sink.writeAsIs(key, sink.layers().stored(plain, codec), overwrite)
                : hashed.write(name, key, plain, codec, overwrite);
    }
}
