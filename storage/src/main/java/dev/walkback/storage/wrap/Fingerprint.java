package dev.walkback.storage.wrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells whether some bytes are the ones that were sent: their number and two checksums that err in different ways. Against
 * accidents, not against an enemy; and many times faster than a digest, because nearly every one is made for nothing.
 */
record Fingerprint(long length, long crc32, long crc32c) {

    static Fingerprint of(InputStream bytes) throws IOException {
        Maker maker = new Maker(OutputStream.nullOutputStream());
        bytes.transferTo(maker);
        return maker.fingerprint();
    }

    /** Passes bytes on and remembers them. */
    static final class Maker extends OutputStream {

        private final OutputStream sink;
        private final CRC32 crc32 = new CRC32();
        private final CRC32C crc32c = new CRC32C();
        private long length;

        Maker(OutputStream sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            sink.write(bytes, offset, count);
            crc32.update(bytes, offset, count);
            crc32c.update(bytes, offset, count);
            length += count;
        }

        @Override
        public void flush() throws IOException {
            sink.flush();
        }

        Fingerprint fingerprint() {
            return new Fingerprint(length, crc32.getValue(), crc32c.getValue());
        }
    }
}
