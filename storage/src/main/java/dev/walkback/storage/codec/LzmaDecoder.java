package dev.walkback.storage.codec;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.UnsupportedOptionsException;

/** LZMA by the library, which is told the header's values: it would allocate whatever dictionary a header claims. */
final class LzmaDecoder implements Decoder {

    /** Twice what the strongest preset of xz asks for. WAL-G's own files need 8 MiB. */
    static final int LARGEST_DICTIONARY = 128 * 1024 * 1024;

    private static final int PIECE = 64 * 1024;
    private static final int LARGEST_PROPERTIES = (4 * 5 + 4) * 9 + 8;

    private final StoredBytes stored;
    private @Nullable LZMAInputStream content;

    LzmaDecoder(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        try {
            if (content == null) {
                content = open();
            }
            int count = content.read(piece.room(PIECE), 0, PIECE);
            if (count < 0) {
                stored.expectEnd();
                return false;
            }
            piece.hold(0, count);
            return true;
        } catch (CorruptedInputException | UnsupportedOptionsException malformed) {
            throw stored.damaged(stored.position(), "not an lzma stream from here on", malformed);
        } catch (EOFException ended) {
            if (stored.atEnd()) {
                throw stored.endsEarly();
            }
            throw ended;
        }
    }

    private LZMAInputStream open() throws IOException {
        int properties = stored.u8();
        long dictionary = Integer.toUnsignedLong(stored.littleEndian32());
        long size = Integer.toUnsignedLong(stored.littleEndian32()) | (long) stored.littleEndian32() << 32;
        if (properties > LARGEST_PROPERTIES || size < -1) {
            throw stored.damaged(0, "not an lzma stream", null);
        }
        if (dictionary > LARGEST_DICTIONARY) {
            throw stored.damaged(
                    1,
                    "asks for a dictionary of " + dictionary + " bytes; more than " + LARGEST_DICTIONARY
                            + " are not given to it",
                    null);
        }
        return new LZMAInputStream(stored, size, (byte) properties, (int) dictionary);
    }
}
