package dev.walkback.storage.layer;

import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.crypto.ForeignEnvelope;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An object's first bytes, and what they give away. Encryption leaves no mark in names, so these guesses are all there is to
 * tell a missing key from damage.
 */
record Beginning(byte[] bytes) {

    private static final int LOOK = 256;

    /** How streams of a codec begin, by its extension. */
    private static final Map<String, List<String>> MAGIC = Map.of(
            // frame, legacy frame
            "lz4", List.of("04224d18", "02214c18"),
            "zst", List.of("28b52ffd"),
            "gz", List.of("1f8b08"),
            "lzo", List.of("894c5a4f000d0a1a0a"),
            // properties, and a dictionary of a whole number of 64 KiB
            "lzma", List.of("5d0000"));

    /** OpenPGP's session key packet in its forms of header, and the names of its public key algorithms. */
    private static final int SESSION_KEY_PACKET = 1;

    private static final List<Integer> ALGORITHMS = List.of(1, 2, 16, 18, 25, 26);

    static Beginning of(InputStream stored) throws IOException {
        stored.mark(LOOK);
        byte[] bytes = stored.readNBytes(LOOK);
        stored.reset();
        return new Beginning(bytes);
    }

    /** Whether a stream of this codec begins so. False where its streams have no mark of their own. */
    boolean isOf(Codec codec) {
        return MAGIC.getOrDefault(codec.extension(), List.of()).stream().anyMatch(this::startsWith);
    }

    private boolean startsWith(String hex) {
        byte[] magic = HexFormat.of().parseHex(hex);
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Says it at once where the object says itself that it is encrypted. For when no key is at hand. */
    void refuseKnownEncryption() throws WrongKeyException {
        if (ForeignEnvelope.of(bytes).isPresent()) {
            throw missingKey(
                    "it is encrypted with " + ForeignEnvelope.of(bytes).get().named() + ", which is not read here");
        }
        if (isOpenPgp()) {
            throw missingKey("it is encrypted with OpenPGP, and no key was given");
        }
    }

    private boolean isOpenPgp() {
        if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith("-----BEGIN PGP MESSAGE-----")) {
            return true;
        }
        if (bytes.length < 16) {
            return false;
        }
        int first = bytes[0] & 0xff;
        int body = switch (first) {
            case 0xc0 | SESSION_KEY_PACKET -> (bytes[1] & 0xff) < 192 ? 2 : 3;
            case 0x80 | SESSION_KEY_PACKET << 2 -> 2;
            case 0x81 | SESSION_KEY_PACKET << 2 -> 3;
            default -> -1;
        };
        return body > 0 && bytes[body] == 3 && ALGORITHMS.contains(bytes[body + 9] & 0xff);
    }

    /**
     * Whether a stream of this codec that cannot be read from its first byte on is more likely encrypted than damaged: it does
     * not begin as the codec's streams do, and its bytes look drawn by lot.
     */
    boolean looksEncrypted(Codec codec) {
        boolean marked = MAGIC.containsKey(codec.extension());
        return marked ? !isOf(codec) && looksRandom() : looksRandom() && !beginsAsBrotliOfWalG();
    }

    /** A window of 22 bits, which WAL-G always asks for, is told by the first four bits. */
    private boolean beginsAsBrotliOfWalG() {
        return (bytes[0] & 0x0f) == 0x0b;
    }

    /** Bytes drawn by lot repeat little: of n, some 256 (1 - e^(-n/256)) differ. Headers and texts stay far below. */
    private boolean looksRandom() {
        BitSet different = new BitSet(256);
        for (byte b : bytes) {
            different.set(b & 0xff);
        }
        return bytes.length > 40 && different.cardinality() > 0.88 * 256 * (1 - Math.exp(-bytes.length / 256.0));
    }

    private static WrongKeyException missingKey(String why) {
        return new WrongKeyException(List.of(), why, null);
    }
}
