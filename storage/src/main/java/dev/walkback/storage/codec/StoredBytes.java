package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The stored stream as decoders like to read it: with look-ahead, byte orders, and a position that errors can name. */
final class StoredBytes extends InputStream {

    static final int BUFFER = 64 * 1024;

    private final String format;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long before;

    StoredBytes(String format, InputStream in) {
        this.format = format;
        this.in = in;
    }

    /** How many bytes have been taken. */
    long position() {
        return before + at;
    }

    /** Reads on if nothing is buffered. Returns how many bytes are, which is 0 only at the end of the stream. */
    int refill() throws IOException {
        if (at == end) {
            before += at;
            at = 0;
            end = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return end - at;
    }

    /** The buffered bytes are those of this array that begin at {@link #bufferedFrom}. */
    byte[] array() {
        return buffer;
    }

    int bufferedFrom() {
        return at;
    }

    /** Takes bytes that are buffered. */
    void take(int count) {
        at += count;
    }

    @Override
    public int read() throws IOException {
        return refill() == 0 ? -1 : buffer[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == end && length >= BUFFER) {
            int count = in.read(into, from, length);
            before += Math.max(0, count);
            return count;
        }
        int count = Math.min(length, refill());
        if (count == 0) {
            return -1;
        }
        System.arraycopy(buffer, at, into, from, count);
        at += count;
        return count;
    }

    void readFully(byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = read(into, from + done, length - done);
            if (count < 0) {
                throw endsEarly();
            }
            done += count;
        }
    }

    int u8() throws IOException {
        int next = read();
        if (next < 0) {
            throw endsEarly();
        }
        return next;
    }

    int littleEndian16() throws IOException {
        return u8() | u8() << 8;
    }

    int littleEndian32() throws IOException {
        return littleEndian16() | littleEndian16() << 16;
    }

    /** The next four bytes without taking them; 0 where fewer are left. */
    int peekLittleEndian32() throws IOException {
        if (end - at < 4) {
            compact();
            while (end < 4) {
                int count = in.read(buffer, end, buffer.length - end);
                if (count < 0) {
                    return 0;
                }
                end += count;
            }
        }
        return (buffer[at] & 0xFF)
                | (buffer[at + 1] & 0xFF) << 8
                | (buffer[at + 2] & 0xFF) << 16
                | (buffer[at + 3] & 0xFF) << 24;
    }

    private void compact() {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        before += at;
        end -= at;
        at = 0;
    }

    int bigEndian16() throws IOException {
        return u8() << 8 | u8();
    }

    int bigEndian32() throws IOException {
        return bigEndian16() << 16 | bigEndian16();
    }

    void discard(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int step = (int) Math.min(left, refill());
            if (step == 0) {
                throw endsEarly();
            }
            at += step;
            left -= step;
        }
    }

    boolean atEnd() throws IOException {
        return refill() == 0;
    }

    void expectEnd() throws IOException {
        if (!atEnd()) {
            throw damaged("bytes follow the end of the stream");
        }
    }

    DamagedStreamException endsEarly() {
        return damaged("the stream ends early");
    }

    DamagedStreamException damaged(String why) {
        return damaged(position(), why, null);
    }

    DamagedStreamException damaged(long offset, String why, @Nullable Throwable cause) {
        return new DamagedStreamException(format, offset, why, cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
