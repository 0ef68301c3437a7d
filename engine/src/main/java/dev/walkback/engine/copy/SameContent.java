package dev.walkback.engine.copy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether two objects hold the same bytes. Services that name an object by the MD5 of its content are taken at their word, which saves
 * reading it over the line; otherwise both are read. A size alone proves nothing.
 */
final class SameContent {

    private static final int BUFFER = 1 << 16;
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final Storage from;
    private final Storage to;

    SameContent(Storage from, Storage to) {
        this.from = from;
        this.to = to;
    }

    boolean of(ObjectInfo source, ObjectInfo target) {
        if (source.size() != target.size()) {
            return false;
        }
        String ours = source.etag();
        String theirs = target.etag();
        if (isHash(theirs) && Objects.equals(theirs, isHash(ours) ? ours : hashed(source))) {
            return true;
        }
        // a hash of something else, such as the encrypted bytes, is no proof of a difference
        return read(source, target);
    }

    private static boolean isHash(@Nullable String etag) {
        return etag != null && MD5.matcher(etag).matches();
    }

    private String hashed(ObjectInfo source) {
        try (OpenObject object = from.read(source.key(), ByteRange.ALL.of(source.etag()))) {
            MessageDigest hash = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[BUFFER];
            for (int read = object.bytes().read(buffer);
                    read >= 0;
                    read = object.bytes().read(buffer)) {
                hash.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean read(ObjectInfo source, ObjectInfo target) {
        try (OpenObject one = from.read(source.key(), ByteRange.ALL.of(source.etag()));
                OpenObject other = to.read(target.key(), ByteRange.ALL.of(target.etag()))) {
            return sameBytes(one.bytes(), other.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean sameBytes(InputStream one, InputStream other) throws IOException {
        byte[] ours = new byte[BUFFER];
        byte[] theirs = new byte[BUFFER];
        while (true) {
            int read = one.readNBytes(ours, 0, BUFFER);
            if (read != other.readNBytes(theirs, 0, BUFFER) || !Arrays.equals(ours, 0, read, theirs, 0, read)) {
                return false;
            }
            if (read < BUFFER) {
                return true;
            }
        }
    }
}
