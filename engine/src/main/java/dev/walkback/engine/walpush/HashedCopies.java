package dev.walkback.engine.walpush;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.walpush.document.HashDocument;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Stores and compares with a key that can only encrypt. The hash of the plain content lies beside the object and is bound to it by the hash
 * of its bytes; so of two that push the same name at once, or one that is killed between the two objects, nobody is told "equal" of what
 * another stored.
 */
final class HashedCopies {

    private final ContentSink sink;

    HashedCopies(ContentSink sink) {
        this.sink = sink;
    }

    /** First what tells of the object, then the object: one that nobody can tell of would never be believed again. */
    ObjectInfo write(String name, String key, Content.Stored plain, Codec codec, Overwrite overwrite)
            throws IOException {
        // encrypting draws a new key each time, so what is hashed must be the very bytes that are sent
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sink.layers().stored(plain, codec).writeTo(bytes);
        Content stored = Content.of(bytes.toByteArray());
        HashDocument told = new HashDocument(hash(plain), hash(stored));
        sink.writeAsIs(HashDocument.key(name), Content.of(told.bytes()), Overwrite.ALLOWED);
        return sink.writeAsIs(key, stored, overwrite);
    }

    /** @throws WalPushException.Untold when nothing, or nothing of this object, was noted */
    boolean isEqual(String name, Content.Stored plain, ObjectInfo object) throws IOException {
        HashDocument told = read(name)
                .orElseThrow(() -> new WalPushException.Untold(
                        name, object.key(), "the key at hand can only encrypt, and no hash of its content was stored"));
        if (!told.stored().equals(hash(object))) {
            throw new WalPushException.Untold(
                    name,
                    object.key(),
                    "the key at hand can only encrypt, and the hash that was stored is of another object");
        }
        return told.plain().equals(hash(plain));
    }

    private Optional<HashDocument> read(String name) throws IOException {
        try (InputStream in = sink.storage().read(HashDocument.key(name)).bytes()) {
            return HashDocument.read(in);
        } catch (StorageException.Missing none) {
            return Optional.empty();
        }
    }

    private String hash(ObjectInfo object) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = sink.storage().read(object.key()).bytes();
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(Content content) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.writeTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
