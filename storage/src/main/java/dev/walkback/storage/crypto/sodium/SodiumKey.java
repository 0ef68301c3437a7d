package dev.walkback.storage.crypto.sodium;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A key of 32 bytes. Prints as its fingerprint. */
public final class SodiumKey {

    /** Keeps the fingerprint apart from every other use of a hash of the key. */
    private static final String DOMAIN = "walkback fingerprint of a secretstream key\0";

    private static final Pattern AROUND = Pattern.compile("^[\\t-\\r ]+|[\\t-\\r ]+$");
    private static final int LONGEST_FILE = 64 << 10;

    private final byte[] bytes;

    private SodiumKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SodiumKey of(String text, KeyTransform transform) throws UnusableKeyException {
        return new SodiumKey(transform.key(text));
    }

    /** Reads the text from a file. White space around it does not count. */
    public static SodiumKey inFile(Path file, KeyTransform transform) throws UnusableKeyException {
        try (InputStream in = Files.newInputStream(file)) {
            // one char per byte: a key of raw bytes need not be text
            String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.ISO_8859_1);
            String trimmed = AROUND.matcher(text).replaceAll("");
            return new SodiumKey(
                    transform == KeyTransform.NONE
                            ? KeyTransform.raw(trimmed.getBytes(StandardCharsets.ISO_8859_1))
                            : transform.key(trimmed));
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableKeyException("the libsodium key file " + file + " cannot be read: " + e, e);
        }
    }

    /** The first 32 bits of a hash: enough to tell two keys apart, too few to confirm a guess. */
    public String fingerprint() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(DOMAIN.getBytes(StandardCharsets.US_ASCII));
            hash.update(bytes);
            return "sodium:" + HexFormat.of().formatHex(hash.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    SecretStream stream(byte[] header) {
        return new SecretStream(bytes, header);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
