package dev.walkback.storage.crypto.sodium;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The state of one secretstream, with which messages are sealed or opened one after the other. Not for several threads.
 *
 * <pre>
 * stream  = header (24 bytes H), then messages: full ones of 8192 bytes with tag 0, and a shorter one (0..8191) with tag FINAL
 * key     = HChaCha20(key, H[0..16)),  nonce = 01 00 00 00, H[16..24)
 * message = tag byte encrypted, text encrypted, MAC of 16 bytes
 *     keystream of counter 0     the key of the MAC
 *     keystream of counter 1     encrypts a block {tag, 0 x 63}, of which only the first byte is stored
 *     keystream from counter 2   encrypts the text
 *     MAC over that block, the text, padding, 0 as u64, 64 + length as u64
 *     then nonce[4..12) ^= MAC[0..8), nonce[0..4) += 1; after a REKEY tag, or when the counter is 0 again: a new key
 * </pre>
 *
 * The padding is {@code length mod 16} bytes, not what would fill the last block: libsodium has it so, and the streams of the
 * world depend on it. The two numbers therefore seldom lie on a block's border; the last blocks are put together in a buffer.
 */
final class SecretStream {

    static final int CHUNK = 8192;
    static final int HEADER = 24;
    static final int OVERHEAD = 17;
    static final int TAG_MESSAGE = 0;
    static final int TAG_REKEY = 2;
    static final int TAG_FINAL = 3;

    /** Where the text lies in {@link #clear}: behind the block of the MAC's key and the block of the tag. */
    static final int TEXT = 128;

    private static final int TAG = 64;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher;
    private final Poly1305 poly = new Poly1305();
    private final byte[] nonce = new byte[12];
    private final byte[] mac = new byte[16];
    private final byte[] in = new byte[TEXT + CHUNK];
    private final byte[] out = new byte[TEXT + CHUNK];
    private SecretKeySpec key;

    SecretStream(byte[] key, byte[] header) {
        this.key = new SecretKeySpec(HChaCha20.subkey(key, header), "ChaCha20");
        nonce[0] = 1;
        System.arraycopy(header, 16, nonce, 4, 8);
        try {
            cipher = Cipher.getInstance("ChaCha20");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 11 has ChaCha20", e);
        }
    }

    /** The text of the message opened last begins here at {@link #TEXT}; valid until the next call. */
    byte[] clear() {
        return out;
    }

    /**
     * Opens the message that is the first {@code length} bytes of {@code sealed}, at least {@value #OVERHEAD}.
     *
     * @return its tag, or -1 when the MAC does not hold; nothing of the text may be used then
     */
    int open(byte[] sealed, int length) {
        int text = length - OVERHEAD;
        Arrays.fill(in, 0, TEXT, (byte) 0);
        in[TAG] = sealed[0];
        System.arraycopy(sealed, 1, in, TEXT, text);
        crypt(text);
        int tag = out[TAG] & 0xff;
        // what was authenticated is the encrypted block: its first byte as stored, the rest bare keystream
        out[TAG] = sealed[0];
        authenticate(out, in, text);
        if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(sealed, 1 + text, length))) {
            return -1;
        }
        advance(tag);
        return tag;
    }

    /** Seals {@code length} bytes of {@code text} into {@code sealed}, which becomes {@value #OVERHEAD} longer than they are. */
    void seal(byte[] text, int length, int tag, byte[] sealed) {
        Arrays.fill(in, 0, TEXT, (byte) 0);
        in[TAG] = (byte) tag;
        System.arraycopy(text, 0, in, TEXT, length);
        crypt(length);
        authenticate(out, out, length);
        sealed[0] = out[TAG];
        System.arraycopy(out, TEXT, sealed, 1, length);
        System.arraycopy(mac, 0, sealed, 1 + length, mac.length);
        advance(tag);
    }

    private void crypt(int length) {
        try {
            // decrypting and encrypting are the same, but the JDK remembers the nonces of what it calls encrypting
            cipher.init(Cipher.DECRYPT_MODE, key, new ChaCha20ParameterSpec(nonce, 0));
            cipher.doFinal(in, 0, TEXT + length, out, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20 takes every key of 32 bytes and nonce of 12", e);
        }
    }

    private void authenticate(byte[] keyAndBlock, byte[] encrypted, int length) {
        poly.begin(keyAndBlock);
        poly.update(keyAndBlock, TAG, TEXT - TAG);
        int whole = length & ~15;
        int rest = length - whole;
        poly.update(encrypted, TEXT, whole);
        // rest bytes of text, rest bytes of padding, two numbers
        byte[] tail = new byte[48];
        System.arraycopy(encrypted, TEXT + whole, tail, 0, rest);
        LONG.set(tail, 2 * rest + 8, (long) (TEXT - TAG) + length);
        endMac(tail, 2 * rest + 16);
    }

    private void endMac(byte[] tail, int length) {
        int whole = length & ~15;
        poly.update(tail, 0, whole);
        if (whole < length) {
            poly.updateLast(tail, whole, length - whole);
        }
        poly.end(mac);
    }

    private void advance(int tag) {
        LONG.set(nonce, 4, (long) LONG.get(nonce, 4) ^ (long) LONG.get(mac, 0));
        int counter = (int) INT.get(nonce, 0) + 1;
        INT.set(nonce, 0, counter);
        if ((tag & TAG_REKEY) != 0 || counter == 0) {
            rekey();
        }
    }

    private void rekey() {
        byte[] next = new byte[40];
        System.arraycopy(key.getEncoded(), 0, next, 0, 32);
        System.arraycopy(nonce, 4, next, 32, 8);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new ChaCha20ParameterSpec(nonce, 0));
            next = cipher.doFinal(next);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20 takes every key of 32 bytes and nonce of 12", e);
        }
        key = new SecretKeySpec(next, 0, 32, "ChaCha20");
        System.arraycopy(next, 32, nonce, 4, 8);
        INT.set(nonce, 0, 1);
    }
}
