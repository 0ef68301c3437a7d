package dev.walkback.engine.gob;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and texts as they stand within a message. */
final class GobBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Small ones are a byte; before others stands how many there are, negated. */
    GobBytes unsigned(long number) {
        if (number >= 0 && number < 128) {
            bytes.write((int) number);
            return this;
        }
        int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        bytes.write(-length);
        for (int at = length - 1; at >= 0; at--) {
            bytes.write((int) (number >>> (8 * at)));
        }
        return this;
    }

    /** The sign is the lowest bit. */
    GobBytes signed(long number) {
        return unsigned(number << 1 ^ number >> 63);
    }

    GobBytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    GobBytes bytes(byte[] content) {
        unsigned(content.length);
        return raw(content);
    }

    GobBytes raw(byte[] content) {
        bytes.write(content, 0, content.length);
        return this;
    }

    byte[] content() {
        return bytes.toByteArray();
    }
}
