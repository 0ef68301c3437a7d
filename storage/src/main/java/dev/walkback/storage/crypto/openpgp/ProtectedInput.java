package dev.walkback.storage.crypto.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The inside of a packet "encrypted and integrity protected" of version 1:
 *
 * <pre>
 *     one random block, its last two bytes again, packets ..., D3 14, SHA-1 of all before it     in CFB from a zero block
 * </pre>
 *
 * The last {@value #CODE} bytes are held back, since they may turn out to be the code. It is checked when the last bytes arrive,
 * so neither they nor the end of the stream are handed out before it was found to hold.
 */
final class ProtectedInput extends InputStream {

    private static final int CHUNK = 16 << 10;
    private static final int CODE = 22;

    private final InputStream encrypted;
    private final BlockEncryptor cipher;
    private final int block;
    private final MessageDigest sha1;
    /** The block before, then a chunk: encrypting this gives what the chunk was mixed with. */
    private final byte[] in;

    private final byte[] mask;
    private final byte[] clear = new byte[CODE + CHUNK];
    private int held;
    private int position;
    private int limit;
    private boolean begun;
    private boolean ended;

    ProtectedInput(InputStream encrypted, SessionKey key) throws IOException {
        this.encrypted = encrypted;
        this.cipher = BlockEncryptor.of(key.algorithm(), key.bytes());
        this.block = cipher.blockSize();
        this.in = new byte[block + CHUNK];
        this.mask = new byte[block + CHUNK];
        this.sha1 = sha1();
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (position == limit) {
            if (ended) {
                return -1;
            }
            advance();
        }
        int taken = Math.min(length, limit - position);
        System.arraycopy(clear, position, bytes, offset, taken);
        position += taken;
        return taken;
    }

    private void advance() throws IOException {
        System.arraycopy(clear, limit, clear, 0, held);
        int length = encrypted.readNBytes(in, block, CHUNK);
        decrypt(length);
        int filled = held + length;
        ended = length < CHUNK;
        held = Math.min(CODE, filled);
        position = 0;
        limit = filled - held;
        sha1.update(clear, 0, limit);
        if (!begun) {
            begin();
        }
        if (ended) {
            verify();
        }
    }

    private void decrypt(int length) {
        int whole = (length + block - 1) / block * block;
        cipher.encrypt(in, mask, whole);
        for (int i = 0; i < length; i++) {
            clear[held + i] = (byte) (mask[i] ^ in[block + i]);
        }
        System.arraycopy(in, length, in, 0, block);
    }

    private void begin() throws IOException {
        begun = true;
        if (limit < block + 2) {
            throw new IOException("it ends before its text begins");
        }
        if (clear[block - 2] != clear[block] || clear[block - 1] != clear[block + 1]) {
            throw new IOException("it was altered at its beginning");
        }
        position = block + 2;
    }

    private void verify() throws IOException {
        sha1.update(clear, limit, 2);
        byte[] code = new byte[CODE];
        code[0] = (byte) 0xd3;
        code[1] = 0x14;
        System.arraycopy(sha1.digest(), 0, code, 2, CODE - 2);
        byte[] found = new byte[CODE];
        System.arraycopy(clear, limit, found, 0, CODE);
        if (!MessageDigest.isEqual(code, found)) {
            throw new IOException("its integrity code does not hold: it was altered or cut off");
        }
    }
}
