package dev.walkback.storage.codec;

import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Brotli by the native library, without its output stream: that one stops asking before the encoder has said that it is
 * finished, and then leaves out the end. 4 MiB written through a buffer of 64 KiB are enough.
 */
final class BrotliEncoder extends OutputStream {

    /** WAL-G's. */
    private static final int QUALITY = 3;

    private static final int WINDOW_OF_THE_LIBRARY = -1;
    private static final int BUFFER = 64 * 1024;

    private final OutputStream stored;
    private final EncoderJNI.Wrapper library;
    private final ByteBuffer input;
    private final byte[] output = new byte[BUFFER];
    private boolean closed;

    BrotliEncoder(OutputStream stored) throws IOException {
        this.stored = stored;
        this.library = new EncoderJNI.Wrapper(BUFFER, QUALITY, WINDOW_OF_THE_LIBRARY, null);
        this.input = library.getInputBuffer();
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (closed) {
            throw new IOException("stream closed");
        }
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, input.remaining());
            input.put(bytes, from + done, step);
            done += step;
            if (!input.hasRemaining()) {
                encode(Operation.PROCESS);
            }
        }
    }

    /** Leaves the input empty, and its buffer free to be filled again. */
    private void encode(Operation operation) throws IOException {
        library.push(operation, input.position());
        while (true) {
            if (!library.isSuccess()) {
                throw new IOException("the brotli encoder failed");
            }
            if (library.hasMoreOutput()) {
                passOn(library.pull());
            } else if (library.hasRemainingInput() || (operation == Operation.FINISH && !library.isFinished())) {
                library.push(operation, 0);
            } else {
                input.clear();
                return;
            }
        }
    }

    private void passOn(ByteBuffer pulled) throws IOException {
        while (pulled.hasRemaining()) {
            int step = Math.min(pulled.remaining(), output.length);
            pulled.get(output, 0, step);
            stored.write(output, 0, step);
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
        try (stored) {
            encode(Operation.FINISH);
        } finally {
            library.destroy();
        }
    }
}
