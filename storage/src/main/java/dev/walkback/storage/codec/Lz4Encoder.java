package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;

/** One frame, byte for byte of the shape WAL-G gives it. Flushing does not cut a block short. */
final class Lz4Encoder extends OutputStream {

    /** Magic number, version 1 with independent blocks and a content checksum, blocks up to 4 MiB, the header's checksum. */
    private static final byte[] HEADER = {0x04, 0x22, 0x4D, 0x18, 0x64, 0x70, (byte) 0xB9};

    private static final int LARGEST_BLOCK = 4 * 1024 * 1024;
    /** So much at once becomes blocks as it is, shorter than the largest if need be: collecting it would cost more than that saves. */
    private static final int WORTH_NO_COPY = 1024 * 1024;

    private static final int SMALLEST_BUFFER = 64 * 1024;
    private static final int STORED_AS_IS = 0x80000000;

    private final OutputStream stored;
    private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
    private final StreamingXXHash32 contentHash =
            XXHashFactory.fastestInstance().newStreamingHash32(0);
    private byte[] content = new byte[SMALLEST_BUFFER];
    private int filled;
    private byte[] compressed = {};
    private boolean closed;

    Lz4Encoder(OutputStream stored) throws IOException {
        this.stored = stored;
        stored.write(HEADER);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        checkOpen();
        int next = from;
        int left = length;
        while (left > 0) {
            if (left >= WORTH_NO_COPY) {
                writeCollected();
                int direct = Math.min(left, LARGEST_BLOCK);
                writeBlock(bytes, next, direct);
                next += direct;
                left -= direct;
                continue;
            }
            int step = Math.min(left, LARGEST_BLOCK - filled);
            makeRoom(filled + step);
            System.arraycopy(bytes, next, content, filled, step);
            filled += step;
            next += step;
            left -= step;
            if (filled == LARGEST_BLOCK) {
                writeCollected();
            }
        }
    }

    private void writeCollected() throws IOException {
        if (filled > 0) {
            writeBlock(content, 0, filled);
            filled = 0;
        }
    }

    private void makeRoom(int size) {
        if (content.length < size) {
            content = Arrays.copyOf(content, Math.min(LARGEST_BLOCK, Math.max(size, 4 * content.length)));
        }
    }

    private void writeBlock(byte[] bytes, int from, int length) throws IOException {
        contentHash.update(bytes, from, length);
        int bound = compressor.maxCompressedLength(length);
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size = compressor.compress(bytes, from, length, compressed, 0, bound);
        if (size < length) {
            writeNumber(size);
            stored.write(compressed, 0, size);
        } else {
            writeNumber(length | STORED_AS_IS);
            stored.write(bytes, from, length);
        }
    }

    private void writeNumber(int number) throws IOException {
        stored.write(new byte[] {(byte) number, (byte) (number >>> 8), (byte) (number >>> 16), (byte) (number >>> 24)});
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("stream closed");
        }
    }

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
        try (stored;
                contentHash) {
            writeCollected();
            writeNumber(0);
            writeNumber(contentHash.getValue());
        }
    }
}
