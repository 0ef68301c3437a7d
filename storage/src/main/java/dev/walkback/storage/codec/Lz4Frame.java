package dev.walkback.storage.codec;

import java.io.IOException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;

/** The blocks of one frame, from behind its magic number to its content checksum. */
final class Lz4Frame implements Decoder {

    private static final int END_MARK = 0;
    private static final int STORED_AS_IS = 0x80000000;
    private static final int WINDOW = 64 * 1024;

    private final StoredBytes stored;
    private final LZ4SafeDecompressor decompressor;
    private final StreamingXXHash32 contentHash;
    private final Lz4Descriptor descriptor;
    private final byte[] window;
    private int windowLength;
    private byte[] block = {};
    private long contentSize;

    Lz4Frame(StoredBytes stored, LZ4SafeDecompressor decompressor, StreamingXXHash32 contentHash) throws IOException {
        this.stored = stored;
        this.decompressor = decompressor;
        this.contentHash = contentHash;
        this.descriptor = Lz4Descriptor.read(stored);
        this.window = new byte[descriptor.linkedBlocks() ? WINDOW : 0];
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        do {
            long start = stored.position();
            int head = stored.littleEndian32();
            if (head == END_MARK) {
                checkContent();
                return false;
            }
            readBlock(piece, head, start);
        } while (piece.length() == 0);
        return true;
    }

    private void readBlock(Piece piece, int head, long start) throws IOException {
        int size = head & ~STORED_AS_IS;
        if (size > descriptor.largestBlock()) {
            throw stored.damaged(start, "a block larger than the frame allows", null);
        }
        boolean asIs = (head & STORED_AS_IS) != 0;
        byte[] bytes = asIs ? piece.room(size) : blockRoom(size);
        stored.readFully(bytes, 0, size);
        if (descriptor.blockChecksums() && stored.littleEndian32() != hash(bytes, size)) {
            throw stored.damaged(start, "a block's checksum does not match", null);
        }
        if (asIs) {
            piece.hold(0, size);
        } else {
            decompress(piece, size, start);
        }
        account(piece);
    }

    private byte[] blockRoom(int size) {
        if (block.length < size) {
            block = new byte[Math.min(descriptor.largestBlock(), Math.max(size, 2 * block.length))];
        }
        return block;
    }

    private static int hash(byte[] bytes, int size) {
        return XXHashFactory.fastestInstance().hash32().hash(bytes, 0, size, 0);
    }

    private void decompress(Piece piece, int size, long start) throws IOException {
        // no block of lz4 grows more than 255 times: a small block needs no large array
        int room = (int) Math.min(descriptor.largestBlock(), 255L * size);
        try {
            if (windowLength == 0) {
                int length = decompressor.decompress(block, 0, size, piece.room(room), 0, room);
                piece.hold(0, length);
            } else {
                byte[] bytes = piece.room(windowLength + room);
                System.arraycopy(window, 0, bytes, 0, windowLength);
                int end = Lz4Block.decompress(block, size, bytes, windowLength, windowLength + room);
                piece.hold(windowLength, end);
            }
        } catch (LZ4Exception | Lz4Block.Malformed malformed) {
            throw stored.damaged(start, "a block does not decompress", malformed);
        }
    }

    private void account(Piece piece) {
        contentSize += piece.length();
        if (descriptor.contentChecksum()) {
            contentHash.update(piece.bytes, piece.from, piece.length());
        }
        if (descriptor.linkedBlocks()) {
            remember(piece);
        }
    }

    /** The last 64 KiB, to which the next block may refer. */
    private void remember(Piece piece) {
        int fresh = Math.min(WINDOW, piece.length());
        int kept = Math.min(windowLength, WINDOW - fresh);
        System.arraycopy(window, windowLength - kept, window, 0, kept);
        System.arraycopy(piece.bytes, piece.to - fresh, window, kept, fresh);
        windowLength = kept + fresh;
    }

    private void checkContent() throws IOException {
        long start = stored.position();
        if (descriptor.contentChecksum() && stored.littleEndian32() != contentHash.getValue()) {
            throw stored.damaged(start, "the content's checksum does not match", null);
        }
        if (descriptor.contentSize() != Lz4Descriptor.UNKNOWN && descriptor.contentSize() != contentSize) {
            throw stored.damaged(start, "holds " + contentSize + " bytes and claims " + descriptor.contentSize(), null);
        }
    }
}
