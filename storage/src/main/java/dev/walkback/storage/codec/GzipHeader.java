package dev.walkback.storage.codec;

import java.io.IOException;
import java.util.zip.CRC32;

/** What stands before a member's content (RFC 1952). Nothing of it is wanted, but where it ends, and that it is right. */
final class GzipHeader {

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final StoredBytes stored;
    private final CRC32 checksum = new CRC32();

    private GzipHeader(StoredBytes stored) {
        this.stored = stored;
    }

    static void skip(StoredBytes stored, boolean first) throws IOException {
        new GzipHeader(stored).skip(first);
    }

    private void skip(boolean first) throws IOException {
        long start = stored.position();
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw stored.damaged(start, first ? "not gzip" : "what follows the member is no member", null);
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw stored.damaged(start, "a header no version of the format has", null);
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0 && ((int) checksum.getValue() & 0xFFFF) != stored.littleEndian16()) {
            throw stored.damaged(start, "the header's checksum does not match", null);
        }
    }

    private int next() throws IOException {
        int next = stored.u8();
        checksum.update(next);
        return next;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int next;
        do {
            next = next();
        } while (next != 0);
    }
}
