package dev.walkback.storage.layer;

import dev.walkback.storage.Content;
import dev.walkback.storage.Location;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Quietly;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layers of an object, in WAL-G's order: what is stored is {@code encrypt(compress(content))}. The key's extension names the
 * codec, and nothing names the encryption; so which keys an archive needs is told from outside, once.
 *
 * <p>JSON objects are stored as they are, whatever is set: WAL-G neither compresses nor encrypts them.
 *
 * <p>With an encryption set, an object that is <em>not</em> encrypted is an error: whoever can write to a storage could
 * otherwise put content of his own in a place that the keys are meant to guard. An archive whose encryption was switched on
 * later is read with {@link #orUnencrypted}, on purpose.
 */
public final class Layers {

    private final @Nullable Encryption encryption;
    private final boolean unencryptedToo;

    private Layers(@Nullable Encryption encryption, boolean unencryptedToo) {
        this.encryption = encryption;
        this.unencryptedToo = unencryptedToo;
    }

    /** No key is at hand: objects are compressed at most. */
    public static Layers unencrypted() {
        return new Layers(null, true);
    }

    public static Layers encrypted(Encryption encryption) {
        return new Layers(encryption, false);
    }

    /**
     * Reads objects that are not encrypted too, where that can be told: those that begin as their codec's streams do. Brotli
     * and uncompressed objects have no such beginning, and are always taken to be encrypted. Writing encrypts as before.
     */
    public Layers orUnencrypted() {
        return new Layers(encryption, true);
    }

    /**
     * The content of an object, as a stream that closes the object.
     *
     * @param location where the object is, for errors
     * @throws StorageException.WrongKey here or while reading, when the object is encrypted and no key opens it, or when it is
     *     not encrypted and should be
     * @throws StorageException.Damaged here or while reading, when a layer is cut short or altered
     */
    public InputStream plain(Location location, OpenObject object) throws IOException {
        String key = object.info().key();
        if (isJson(key)) {
            return object.bytes();
        }
        BufferedInputStream stored = new BufferedInputStream(object.bytes(), 16 << 10);
        try {
            Beginning beginning = Beginning.of(stored);
            Codec codec = Codecs.ofKey(key);
            return new PlainStream(location, key, beginning, codec, encryption, layers(stored, codec, beginning));
        } catch (WrongKeyException e) {
            Quietly.close(stored);
            throw new StorageException.WrongKey(location, key, e.tried(), e.why(), e);
        } catch (DamagedStreamException e) {
            Quietly.close(stored);
            throw new StorageException.Damaged(location, key, e.sentence(), e);
        } catch (IOException | RuntimeException e) {
            Quietly.close(stored);
            throw e;
        }
    }

    private InputStream layers(InputStream stored, Codec codec, Beginning beginning) throws IOException {
        if (encryption == null) {
            beginning.refuseKnownEncryption();
            return codec.decoding(stored);
        }
        if (!beginning.isOf(codec)) {
            return codec.decoding(encryption.decrypting(stored));
        }
        if (unencryptedToo) {
            return codec.decoding(stored);
        }
        throw new WrongKeyException(
                encryption.fingerprints(),
                "it is not encrypted, and so not what the key at hand is meant to guard: it begins as " + codec.name()
                        + " does",
                null);
    }

    /** What is stored for this content. It is repeatable if the content is. */
    public Content stored(Content plain, Codec codec) {
        return encryption == null && codec.extension().isEmpty() ? plain : new LayeredContent(plain, codec, encryption);
    }

    /** Whether the layers are a matter of the key alone, with nothing to unlock: JSON is stored as it is. */
    static boolean isJson(String key) {
        return key.endsWith(".json");
    }

    /** Whether what is stored through them can be read again through them: not with a public OpenPGP key alone. */
    public boolean readsWhatItStores() {
        return encryption == null || encryption.decrypts();
    }

    /** The keys at hand, by fingerprint. */
    public List<String> fingerprints() {
        return encryption == null ? List.of() : encryption.fingerprints();
    }
}
