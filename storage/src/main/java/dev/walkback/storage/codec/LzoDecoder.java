package dev.walkback.storage.codec;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an lzop file: plain size (0 ends the file), packed size, checksums of the plain bytes, checksums of the packed
 * ones if they were packed, bytes. Files may follow one another, as lzop reads them.
 */
final class LzoDecoder implements Decoder {

    /** Lzop writes blocks of 256 KiB. It would read 64 MiB, which a header of a few bytes could make us allocate three times. */
    private static final int LARGEST_BLOCK = 16 * 1024 * 1024;

    private final StoredBytes stored;
    private @Nullable LzopHeader header;
    private boolean first = true;
    private byte[] block = {};

    LzoDecoder(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        while (true) {
            if (header == null) {
                if (!first && stored.atEnd()) {
                    return false;
                }
                header = LzopHeader.read(stored, first);
                first = false;
            }
            long start = stored.position();
            int plainSize = stored.bigEndian32();
            if (plainSize != 0) {
                readBlock(header, piece, plainSize, start);
                return true;
            }
            header = null;
        }
    }

    private void readBlock(LzopHeader header, Piece piece, int plainSize, long start) throws IOException {
        int packedSize = stored.bigEndian32();
        if (plainSize < 0 || plainSize > LARGEST_BLOCK || packedSize <= 0 || packedSize > plainSize) {
            throw stored.damaged(start, "a block of impossible size", null);
        }
        boolean packed = packedSize < plainSize;
        int plainAdler = header.plainAdler() ? stored.bigEndian32() : 0;
        int plainCrc = header.plainCrc() ? stored.bigEndian32() : 0;
        int packedAdler = packed && header.packedAdler() ? stored.bigEndian32() : 0;
        int packedCrc = packed && header.packedCrc() ? stored.bigEndian32() : 0;
        if (packed) {
            readPacked(packedSize);
            check(header.packedAdler(), new Adler32(), block, packedSize, packedAdler, start);
            check(header.packedCrc(), new CRC32(), block, packedSize, packedCrc, start);
            decompress(piece, packedSize, plainSize, start);
        } else {
            stored.readFully(piece.room(plainSize), 0, plainSize);
        }
        check(header.plainAdler(), new Adler32(), piece.bytes, plainSize, plainAdler, start);
        check(header.plainCrc(), new CRC32(), piece.bytes, plainSize, plainCrc, start);
        piece.hold(0, plainSize);
    }

    private void readPacked(int size) throws IOException {
        if (block.length < size) {
            block = new byte[size];
        }
        stored.readFully(block, 0, size);
    }

    private void decompress(Piece piece, int packedSize, int plainSize, long start) throws IOException {
        if (plainSize > 256L * packedSize) {
            throw stored.damaged(start, "a block of impossible size", null);
        }
        try {
            Lzo1x.decompress(block, packedSize, piece.room(plainSize), plainSize);
        } catch (Lzo1x.Malformed malformed) {
            throw stored.damaged(start, "a block does not decompress", malformed);
        }
    }

    private void check(boolean there, Checksum sum, byte[] bytes, int size, int expected, long start)
            throws IOException {
        if (there) {
            sum.update(bytes, 0, size);
            if ((int) sum.getValue() != expected) {
                throw stored.damaged(start, "a block's checksum does not match", null);
            }
        }
    }
}
