package dev.walkback.storage.codec;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Gzip members over the JDK's inflater. Not the JDK's stream: that one takes junk behind a member for the end. */
final class GzipDecoder implements Decoder {

    private static final int PIECE = 64 * 1024;

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean first = true;
    private boolean within;
    private int given;

    GzipDecoder(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        while (true) {
            if (!within) {
                if (!first && stored.atEnd()) {
                    return false;
                }
                begin();
            }
            int count = inflate(piece.room(PIECE));
            if (inflater.finished()) {
                takeUsed();
            } else if (count == 0) {
                feed();
            }
            checksum.update(piece.bytes, 0, count);
            if (inflater.finished()) {
                end();
            }
            if (count > 0) {
                piece.hold(0, count);
                return true;
            }
        }
    }

    private void begin() throws IOException {
        GzipHeader.skip(stored, first);
        first = false;
        within = true;
        inflater.reset();
        checksum.reset();
    }

    private int inflate(byte[] room) throws IOException {
        try {
            return inflater.inflate(room, 0, PIECE);
        } catch (DataFormatException malformed) {
            long start = stored.position() + given - inflater.getRemaining();
            throw stored.damaged(start, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private void takeUsed() {
        stored.take(given - inflater.getRemaining());
        given = 0;
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw stored.damaged("needs a dictionary that is not in the stream");
        }
        takeUsed();
        given = stored.refill();
        if (given == 0) {
            throw stored.endsEarly();
        }
        inflater.setInput(stored.array(), stored.bufferedFrom(), given);
    }

    private void end() throws IOException {
        within = false;
        long start = stored.position();
        if (stored.littleEndian32() != (int) checksum.getValue()) {
            throw stored.damaged(start, "the content's checksum does not match", null);
        }
        if (stored.littleEndian32() != (int) inflater.getBytesWritten()) {
            throw stored.damaged(start, "holds " + inflater.getBytesWritten() + " bytes and claims another size", null);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
