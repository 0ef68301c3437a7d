package dev.walkback.storage.crypto.sodium;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.ForeignEnvelope;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens message after message and hands out nothing of one whose MAC does not hold. The end is reported only after a FINAL
 * message. If the first message does not open, the key is taken to be wrong; if a later one does not, the stream is damaged.
 */
final class SecretStreamInput extends InputStream {

    private static final String FORMAT = "secretstream";

    private final InputStream stored;
    private final SodiumKey key;
    private final byte[] sealed = new byte[SecretStream.CHUNK + SecretStream.OVERHEAD];
    private byte[] header = {};
    private @Nullable SecretStream stream;
    private @Nullable IOException failed;
    private long offset;
    private int position;
    private int limit;
    private boolean ended;

    SecretStreamInput(InputStream stored, SodiumKey key) {
        this.stored = stored;
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
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
        System.arraycopy(opened().clear(), position, bytes, from, taken);
        position += taken;
        return taken;
    }

    /** A stream that failed once fails the same way for ever: what lies behind the fault must not look like an answer. */
    private void advance() throws IOException {
        if (failed != null) {
            throw failed;
        }
        try {
            nextMessage();
        } catch (DamagedStreamException | WrongKeyException e) {
            failed = e;
            throw e;
        }
    }

    private SecretStream opened() throws IOException {
        if (stream == null) {
            header = stored.readNBytes(SecretStream.HEADER);
            if (header.length < SecretStream.HEADER) {
                throw tooShort(header.length);
            }
            offset = header.length;
            stream = key.stream(header);
        }
        return stream;
    }

    private void nextMessage() throws IOException {
        SecretStream messages = opened();
        int length = stored.readNBytes(sealed, 0, sealed.length);
        if (length < SecretStream.OVERHEAD) {
            throw damaged(
                    length == 0 && offset > SecretStream.HEADER
                            ? "it ends without its final message: it was cut off between two messages"
                            : "it ends within a message");
        }
        int tag = messages.open(sealed, length);
        if (tag < 0) {
            throw offset == SecretStream.HEADER
                    ? firstDoesNotOpen(length)
                    : damaged("the message that begins there was altered or cut off");
        }
        boolean last = tag == SecretStream.TAG_FINAL;
        boolean full = length == sealed.length;
        if (last == full) {
            throw damaged(full ? "a full message is marked as the last one" : "a short message is not the last one");
        }
        offset += length;
        ended = last;
        position = SecretStream.TEXT;
        limit = SecretStream.TEXT + length - SecretStream.OVERHEAD;
    }

    private DamagedStreamException tooShort(int length) {
        if (length == 0) {
            return damaged("it is empty; even an empty text has 41 bytes");
        }
        return damaged(
                length == SecretStream.OVERHEAD
                        ? "it has 17 bytes and no header: what WAL-G stores for an empty file that is not compressed. "
                                + "There was nothing in it, and WAL-G cannot read it either"
                        : "it ends within its header of 24 bytes");
    }

    private WrongKeyException firstDoesNotOpen(int length) {
        String why = ForeignEnvelope.of(beginning(length))
                .map(envelope -> "it is encrypted with " + envelope.named() + ", which is not read here")
                .orElse("its first message does not open: it was encrypted with another key, or not at all, "
                        + "or it is damaged within its first 8 KiB");
        return new WrongKeyException(List.of(key.fingerprint()), why, null);
    }

    /** The object's first bytes: what was taken for the header, and what followed. */
    private byte[] beginning(int length) {
        byte[] beginning = Arrays.copyOf(header, header.length + Math.min(length, ForeignEnvelope.LOOK));
        System.arraycopy(sealed, 0, beginning, header.length, beginning.length - header.length);
        return beginning;
    }

    private DamagedStreamException damaged(String why) {
        return new DamagedStreamException(FORMAT, offset, why, null);
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
