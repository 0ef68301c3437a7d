package dev.walkback.storage.codec;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Zstandard by the native library. Built on its buffer stream, because its input stream takes a few bytes behind the last frame
 * for the end, where they may be junk or the beginning of a frame that was cut off.
 */
final class ZstdDecoder implements Decoder {

    private static final int PIECE = 256 * 1024;
    private static final int LARGEST_WINDOW_LOG = 29;

    private final StoredBytes stored;
    private final Frames frames;
    private boolean closed;

    ZstdDecoder(StoredBytes stored) throws IOException {
        this.stored = stored;
        this.frames = new Frames(stored);
        frames.setLongMax(LARGEST_WINDOW_LOG);
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        ByteBuffer room = ByteBuffer.wrap(piece.room(PIECE), 0, PIECE);
        try {
            while (room.hasRemaining() && frames.hasRemaining()) {
                boolean ended = frames.ended;
                if (frames.read(room) == 0 && ended) {
                    throw stored.endsEarly();
                }
            }
        } catch (ZstdIOException malformed) {
            throw stored.damaged(frames.position(), String.valueOf(malformed.getMessage()), malformed);
        } catch (UncheckedIOException reading) {
            throw reading.getCause();
        }
        piece.hold(0, room.position());
        return room.position() > 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            frames.close();
        }
    }

    /** The library asks for more by calling {@link #refill}; there is no other way to feed it. */
    private static final class Frames extends ZstdBufferDecompressingStreamNoFinalizer {

        private final StoredBytes stored;
        private ByteBuffer window;
        private int windowStart;
        private boolean ended;

        Frames(StoredBytes stored) {
            this(stored, ByteBuffer.allocate(0));
        }

        private Frames(StoredBytes stored, ByteBuffer empty) {
            super(empty);
            this.stored = stored;
            this.window = empty;
        }

        @Override
        protected ByteBuffer refill(ByteBuffer used) {
            try {
                stored.take(window.position() - windowStart);
                int count = stored.refill();
                ended = count == 0;
                windowStart = stored.bufferedFrom();
                window = ByteBuffer.wrap(stored.array(), windowStart, count);
                return window;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Up to here the library has taken the stored bytes. */
        long position() {
            return stored.position() + window.position() - windowStart;
        }
    }
}
