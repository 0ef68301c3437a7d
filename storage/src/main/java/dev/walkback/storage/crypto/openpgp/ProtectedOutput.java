package dev.walkback.storage.crypto.openpgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes what {@link ProtectedInput} reads, with AES. Closing writes the integrity code and leaves the stream under it open.
 *
 * <p>The format wants CFB, for which the JDK has no fast code, but it has for CBC. The two make the same blocks: in CFB block
 * {@code i} is mixed with {@code M(i) = E(C(i-1))}, and {@code C(i-1) = P(i-1) ^ M(i-1)}, so {@code M(i) = E(P(i-1) ^ M(i-1))}.
 * That is CBC over the plain blocks, begun with {@code M(1) = E(0)}.
 */
final class ProtectedOutput extends OutputStream {

    private static final int BLOCK = 16;
    private static final int CHUNK = 16 << 10;

    private final OutputStream encrypted;
    private final Cipher cbc;
    private final MessageDigest sha1 = ProtectedInput.sha1();
    private final byte[] text = new byte[CHUNK];
    private final byte[] mask = new byte[BLOCK + CHUNK];
    private int held;

    ProtectedOutput(OutputStream encrypted, SessionKey key, SecureRandom random) throws IOException {
        this.encrypted = encrypted;
        BlockEncryptor.of(key.algorithm(), key.bytes()).encrypt(new byte[BLOCK], mask, BLOCK);
        try {
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(mask, 0, BLOCK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in CBC", e);
        }
        byte[] prefix = new byte[BLOCK];
        random.nextBytes(prefix);
        write(prefix);
        write(Arrays.copyOfRange(prefix, BLOCK - 2, BLOCK));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        sha1.update(bytes, offset, length);
        hold(bytes, offset, length);
    }

    private void hold(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, CHUNK - held);
            System.arraycopy(bytes, from, text, held, taken);
            held += taken;
            from += taken;
            left -= taken;
            if (held == CHUNK) {
                encrypt();
            }
        }
    }

    /** Blocks that are not whole come only at the end, and what follows them in the mask is never used. */
    private void encrypt() throws IOException {
        try {
            cbc.update(text, 0, (held + BLOCK - 1) / BLOCK * BLOCK, mask, BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is room for a chunk", e);
        }
        for (int i = 0; i < held; i++) {
            text[i] ^= mask[i];
        }
        encrypted.write(text, 0, held);
        System.arraycopy(mask, CHUNK, mask, 0, BLOCK);
        held = 0;
    }

    @Override
    public void close() throws IOException {
        byte[] head = {(byte) 0xd3, 0x14};
        write(head);
        byte[] code = sha1.digest();
        hold(code, 0, code.length);
        encrypt();
    }
}
