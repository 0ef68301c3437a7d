package dev.walkback.storage.crypto.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Packet after packet of a stream (RFC 9580, 4.2), with the old and the new form of header, and lengths that are known, told in
 * parts, or only found at the end of the stream. A packet that ends before its length does is an {@link IOException}.
 */
final class PacketInput {

    static final int SESSION_KEY = 1;
    static final int SIGNATURE = 2;
    static final int PASSPHRASE_SESSION_KEY = 3;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int COMPRESSED = 8;
    static final int NOT_PROTECTED = 9;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int PROTECTED = 18;
    static final int GNUPG_AEAD = 20;
    static final int PADDING = 21;

    private final InputStream in;
    private Body body = new Body(0, false);

    PacketInput(InputStream in) {
        this.in = in;
    }

    /** Passes over what is left of the packet at hand. The next one's tag, or -1 at the end of the stream. */
    int next() throws IOException {
        body.skipRest();
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        if ((first & 0x80) == 0) {
            throw new IOException("no packet begins with byte 0x%02x".formatted(first));
        }
        if ((first & 0x40) != 0) {
            body = new Body(0, true);
            body.nextPart();
            return first & 0x3f;
        }
        int lengthOfLength = 1 << (first & 3);
        body = lengthOfLength == 8 ? new Body(-1, false) : new Body(number(lengthOfLength), false);
        return (first >> 2) & 0x0f;
    }

    /** The packet at hand. */
    InputStream body() {
        return body;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = (number << 8) | octet();
        }
        return number;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new IOException("it ends within the header of a packet");
        }
        return octet;
    }

    private final class Body extends InputStream {

        /** What is left of this part; -1 when only the end of the stream will tell. */
        private long left;

        private boolean moreParts;

        Body(long left, boolean moreParts) {
            this.left = left;
            this.moreParts = moreParts;
        }

        private void nextPart() throws IOException {
            int first = octet();
            moreParts = false;
            if (first < 192) {
                left = first;
            } else if (first < 224) {
                left = 192L + (first - 192L) * 256 + octet();
            } else if (first == 255) {
                left = number(4);
            } else {
                left = 1L << (first & 0x1f);
                moreParts = true;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            while (left == 0 && moreParts) {
                nextPart();
            }
            if (left == 0) {
                return -1;
            }
            int wanted = left < 0 ? length : (int) Math.min(length, left);
            int read = in.read(bytes, offset, wanted);
            if (read < 0) {
                if (left < 0) {
                    left = 0;
                    return -1;
                }
                throw new IOException("it ends within a packet");
            }
            if (left > 0) {
                left -= read;
            }
            return read;
        }

        private void skipRest() throws IOException {
            if (left != 0 || moreParts) {
                transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
