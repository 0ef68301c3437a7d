package dev.walkback.storage.crypto.sodium;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Seals what is written. The header goes out at once, so that even an empty text becomes a stream that can be read; closing
 * writes the FINAL message, which is always shorter than a full one.
 */
final class SecretStreamOutput extends OutputStream {

    private final OutputStream stored;
    private final SecretStream stream;
    private final byte[] text = new byte[SecretStream.CHUNK];
    private final byte[] sealed = new byte[SecretStream.CHUNK + SecretStream.OVERHEAD];
    private int held;
    private boolean closed;

    SecretStreamOutput(OutputStream stored, SodiumKey key, byte[] header) throws IOException {
        this.stored = stored;
        this.stream = key.stream(header);
        stored.write(header);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, text.length - held);
            System.arraycopy(bytes, from, text, held, taken);
            held += taken;
            from += taken;
            left -= taken;
            if (held == text.length) {
                message(SecretStream.TAG_MESSAGE);
            }
        }
    }

    private void message(int tag) throws IOException {
        stream.seal(text, held, tag, sealed);
        stored.write(sealed, 0, held + SecretStream.OVERHEAD);
        held = 0;
    }

    /** Flushes what was sealed. The text held back stays: a short message in the middle would not be WAL-G's format. */
    @Override
    public void flush() throws IOException {
        stored.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (stored) {
            message(SecretStream.TAG_FINAL);
        }
    }
}
