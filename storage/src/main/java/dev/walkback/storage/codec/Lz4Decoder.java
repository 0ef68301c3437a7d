package dev.walkback.storage.codec;

import java.io.IOException;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/** Frames, one after another, of the three kinds LZ4 has. */
final class Lz4Decoder implements Decoder {

    static final int FRAME_MAGIC = 0x184D2204;
    static final int LEGACY_MAGIC = 0x184C2102;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

    private final StoredBytes stored;
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private @Nullable StreamingXXHash32 contentHash;
    private @Nullable Decoder frame;
    private boolean first = true;

    Lz4Decoder(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public boolean decode(Piece piece) throws IOException {
        while (true) {
            if (frame == null && !nextFrame()) {
                return false;
            }
            if (frame != null) {
                if (frame.decode(piece)) {
                    return true;
                }
                frame = null;
            }
        }
    }

    /** False at the end of the stream. A skippable frame leaves {@link #frame} null. */
    private boolean nextFrame() throws IOException {
        if (stored.atEnd() && !first) {
            return false;
        }
        long start = stored.position();
        int magic = stored.littleEndian32();
        if (magic == FRAME_MAGIC) {
            frame = new Lz4Frame(stored, decompressor, freshHash());
        } else if (magic == LEGACY_MAGIC) {
            frame = new Lz4LegacyFrame(stored, decompressor);
        } else if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
            stored.discard(Integer.toUnsignedLong(stored.littleEndian32()));
        } else {
            throw stored.damaged(start, first ? "not an lz4 frame" : "what follows the frame is no lz4 frame", null);
        }
        first = false;
        return true;
    }

    private StreamingXXHash32 freshHash() {
        if (contentHash == null) {
            contentHash = XXHashFactory.fastestInstance().newStreamingHash32(0);
        }
        contentHash.reset();
        return contentHash;
    }

    /** Whether a number could begin a frame: a legacy frame has no end of its own. */
    static boolean beginsFrame(int magic) {
        return magic == FRAME_MAGIC || magic == LEGACY_MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
    }

    @Override
    public void close() {
        if (contentHash != null) {
            contentHash.close();
            contentHash = null;
        }
    }
}
