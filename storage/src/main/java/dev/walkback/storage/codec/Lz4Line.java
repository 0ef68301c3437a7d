package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 on a line on which the other side waits for an answer: what has come is handed out, and no more is waited for. {@link Codec}'s
 * streams read ahead, to learn of a wrong checksum in time, and would wait for ever.
 */
public final class Lz4Line {

    private Lz4Line() {}

    /** Waits for the beginning of the frame. */
    public static InputStream reading(InputStream line) throws IOException {
        return new LZ4FrameInputStream(
                line,
                LZ4Factory.fastestInstance().safeDecompressor(),
                XXHashFactory.fastestInstance().hash32(),
                true);
    }

    /** Closing it ends the frame and leaves the line open; before that, what was written may not have been sent. */
    public static OutputStream writing(OutputStream line) throws IOException {
        return new Lz4Encoder(new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                line.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                line.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                line.flush();
            }
        });
    }
}
