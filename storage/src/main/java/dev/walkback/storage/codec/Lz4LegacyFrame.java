package dev.walkback.storage.codec;

import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * A frame as lz4 made it before the frame format ({@code lz4 -l}): blocks of 8 MiB, each behind its compressed size. It has no
 * checksum, and no end but that of the stream or the beginning of another frame: cut between two blocks, it looks whole.
 */
final class Lz4LegacyFrame implements Decoder {

    private static final int LARGEST_BLOCK = 8 * 1024 * 1024;
    private static final int LARGEST_STORED = LARGEST_BLOCK + LARGEST_BLOCK / 255 + 16;

    private final StoredBytes stored;
    private final LZ4SafeDecompressor decompressor;
    private byte[] block = {};

    Lz4LegacyFrame(StoredBytes stored, LZ4SafeDecompressor decompressor) {
        this.stored = stored;
        this.decompressor = decompressor;
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        do {
            long start = stored.position();
            if (stored.atEnd() || Lz4Decoder.beginsFrame(stored.peekLittleEndian32())) {
                return false;
            }
            int size = stored.littleEndian32();
            if (size < 0 || size > LARGEST_STORED) {
                throw stored.damaged(start, "a block larger than the format allows", null);
            }
            readBlock(piece, size, start);
        } while (piece.length() == 0);
        return true;
    }

    private void readBlock(Piece piece, int size, long start) throws IOException {
        if (block.length < size) {
            block = new byte[size];
        }
        stored.readFully(block, 0, size);
        int room = (int) Math.min(LARGEST_BLOCK, 255L * size);
        try {
            piece.hold(0, decompressor.decompress(block, 0, size, piece.room(room), 0, room));
        } catch (LZ4Exception malformed) {
            throw stored.damaged(start, "a block does not decompress", malformed);
        }
    }
}
