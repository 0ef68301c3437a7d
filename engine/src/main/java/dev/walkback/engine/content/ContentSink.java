package dev.walkback.engine.content;

import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import org.jspecify.annotations.Nullable;

/**
 * Where new content goes: compressed and encrypted as the archive's settings say, under WAL-G's names. What makes an archive grow is
 * handed this and no {@link MutableStorage}: it can add, and cannot delete.
 */
public final class ContentSink {

    private final MutableStorage storage;
    private final Layers layers;
    private final Codec codec;
    private final @Nullable Hashes hashes;

    /** Told what was stored, before whoever wrote it is. By any thread. */
    @FunctionalInterface
    public interface Hashes {

        /** @param sha256 of the object's bytes, in hexadecimal digits */
        void stored(ObjectInfo object, String sha256);
    }

    public ContentSink(MutableStorage storage, Layers layers, Codec codec) {
        this(storage, layers, codec, null);
    }

    private ContentSink(MutableStorage storage, Layers layers, Codec codec, @Nullable Hashes hashes) {
        this.storage = storage;
        this.layers = layers;
        this.codec = codec;
        this.hashes = hashes;
    }

    /** The same, telling a hash of each object that goes through {@link #write}. */
    public ContentSink telling(Hashes to) {
        return new ContentSink(storage, layers, codec, to);
    }

    /** The same place, to look at. */
    public Storage storage() {
        return storage;
    }

    public Layers layers() {
        return layers;
    }

    public Codec codec() {
        return codec;
    }

    /** What an object of this plain name is called when it is stored: {@code part_001.tar.lz4}; with no codec, the name itself. */
    public String key(String plainName) {
        return codec.extension().isEmpty() ? plainName : plainName + "." + codec.extension();
    }

    /**
     * Compresses, encrypts and stores under {@link #key}. When it returns the object is durable.
     *
     * @param plainName with its folders, without the codec's extension
     */
    public ObjectInfo write(String plainName, Content plain, Overwrite overwrite) {
        Content stored = layers.stored(plain, codec);
        if (hashes == null) {
            return storage.write(key(plainName), stored, overwrite);
        }
        HashedContent hashed = HashedContent.of(stored);
        ObjectInfo object = storage.write(key(plainName), hashed, overwrite);
        hashes.stored(object, hashed.sha256());
        return object;
    }

    /** As {@link #write}, with the codec that the key's ending names. */
    public ObjectInfo writeUnder(String key, Content plain, Overwrite overwrite) {
        return storage.write(key, layers.stored(plain, Codecs.ofKey(key)), overwrite);
    }

    /** Stores bytes as they are: JSON documents, and parts that were compressed already. */
    public ObjectInfo writeAsIs(String key, Content content, Overwrite overwrite) {
        return storage.write(key, content, overwrite);
    }

    /** A second object of the same bytes, inside the service where it can do that. */
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        return storage.copy(from, to, overwrite);
    }
}
