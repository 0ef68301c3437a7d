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

/** Writes what {@link ProtectedInput} reads, with AES. Closing writes the integrity code and leaves the stream under it open. */
final class ProtectedOutput extends OutputStream {

    private static final int BLOCK = 16;
    private static final int CHUNK = 16 << 10;

    private final OutputStream encrypted;
    private final Cipher cipher;
    private final MessageDigest sha1 = ProtectedInput.sha1();
    private final byte[] out = new byte[CHUNK + BLOCK];

    ProtectedOutput(OutputStream encrypted, SessionKey key, SecureRandom random) throws IOException {
        this.encrypted = encrypted;
        try {
            cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(new byte[BLOCK]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in CFB", e);
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
        encrypt(bytes, offset, length);
    }

    private void encrypt(byte[] bytes, int offset, int length) throws IOException {
        try {
            for (int from = offset, end = offset + length; from < end; from += CHUNK) {
                int made = cipher.update(bytes, from, Math.min(CHUNK, end - from), out, 0);
                encrypted.write(out, 0, made);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is room for a chunk", e);
        }
    }

    @Override
    public void close() throws IOException {
        byte[] head = {(byte) 0xd3, 0x14};
        sha1.update(head);
        encrypt(head, 0, head.length);
        byte[] code = sha1.digest();
        try {
            encrypted.write(cipher.doFinal(code));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no padding is asked for", e);
        }
    }
}
