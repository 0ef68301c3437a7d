package dev.walkback.storage.codec;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Brotli by the native library, without its input stream: that one fails on every content whose size is a multiple of the
 * window, as each WAL segment of default size is. The decoder then wants one more call with nothing in it. Having been called
 * that way and given nothing, it has really been cut off.
 */
final class BrotliDecoder implements Decoder {

    private static final int PIECE = 256 * 1024;

    private final StoredBytes stored;
    private final DecoderJNI.Wrapper library;
    private boolean pushedTheEnd;
    private boolean closed;

    BrotliDecoder(StoredBytes stored) throws IOException {
        this.stored = stored;
        this.library = new DecoderJNI.Wrapper(StoredBytes.BUFFER);
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        while (true) {
            switch (library.getStatus()) {
                case DONE -> {
                    stored.expectEnd();
                    return false;
                }
                case OK -> library.push(0);
                case NEEDS_MORE_OUTPUT -> {
                    ByteBuffer output = library.pull(PIECE);
                    if (output.hasRemaining()) {
                        int length = output.remaining();
                        output.get(piece.room(PIECE), 0, length);
                        piece.hold(0, length);
                        pushedTheEnd = false;
                        return true;
                    }
                }
                case NEEDS_MORE_INPUT -> feed();
                case ERROR -> throw stored.damaged("not a brotli stream from here on, or bytes follow its end");
            }
        }
    }

    private void feed() throws IOException {
        int count = stored.refill();
        if (count == 0) {
            if (pushedTheEnd) {
                throw stored.endsEarly();
            }
            pushedTheEnd = true;
            library.push(0);
            return;
        }
        ByteBuffer input = library.getInputBuffer();
        input.clear();
        int step = Math.min(count, input.remaining());
        input.put(stored.array(), stored.bufferedFrom(), step);
        long start = stored.position();
        stored.take(step);
        library.push(step);
        if (library.getStatus() == DecoderJNI.Status.ERROR) {
            throw stored.damaged(start, "not a brotli stream from here on, or bytes follow its end", null);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            library.destroy();
        }
    }
}
