package dev.walkback.engine.content;

import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;

/**
 * Where new content goes: compressed and encrypted as the archive's settings say, under WAL-G's names. What makes an archive grow is
 * handed this and no {@link MutableStorage}: it can add, and cannot delete.
 */
public final class ContentSink {

    private final MutableStorage storage;
    private final Layers layers;
    private final Codec codec;

    public ContentSink(MutableStorage storage, Layers layers, Codec codec) {
        this.storage = storage;
        this.layers = layers;
        this.codec = codec;
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
        return storage.write(key(plainName), layers.stored(plain, codec), overwrite);
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
