package dev.walkback.storage.layer;

import dev.walkback.storage.Content;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.crypto.Encryption;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Content on its way through the layers. */
record LayeredContent(Content plain, Codec codec, @Nullable Encryption encryption) implements Content.Produced {

    @Override
    public boolean repeatable() {
        return !(plain instanceof Content.Produced produced) || produced.repeatable();
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
        Tail tail = new Tail(sink);
        try (OutputStream layers = layers(tail)) {
            try {
                plain.writeTo(layers);
            } catch (IOException | RuntimeException | Error e) {
                tail.cut();
                throw e;
            }
        }
    }

    private OutputStream layers(OutputStream sink) throws IOException {
        return codec.encoding(encryption == null ? sink : encryption.encrypting(sink));
    }

    /**
     * The sink, which is not ours to close. Once it is cut off nothing reaches it: closing the layers frees what they hold, and
     * must not make a whole stream of half a content.
     */
    private static final class Tail extends FilterOutputStream {

        private boolean cut;

        Tail(OutputStream sink) {
            super(sink);
        }

        void cut() {
            cut = true;
        }

        @Override
        public void write(int b) throws IOException {
            if (!cut) {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!cut) {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!cut) {
                out.flush();
            }
        }

        @Override
        public void close() {
            // the storage closes what it handed out
        }
    }
}
