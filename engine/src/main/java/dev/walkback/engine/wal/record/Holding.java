package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.record.Wanted.Part;
import java.util.Arrays;

/** Finds the parts of a record's content that are wanted, and holds those of a record that runs over pages. */
final class Holding {

    private static final int MOST_PARTS = 2 * WalRecord.MOST_BLOCKS + 1;
    private static final int FIRST_ROOM = 8192;
    private static final int LARGEST_TO_KEEP = 1 << 20;

    private final WalRecord record;
    private final Wanted wanted;
    private final boolean wantsNothing;

    /** Where wanted parts lie: in the page, or counted in the record while its pages are still to come. */
    private final long[] from = new long[MOST_PARTS];

    private final int[] lengths = new int[MOST_PARTS];
    private int parts;
    private int next;
    private byte[] room = new byte[0];
    private int filled;

    Holding(WalRecord record, Wanted wanted) {
        this.record = record;
        this.wanted = wanted;
        this.wantsNothing = wanted.equals(Wanted.NOTHING);
    }

    /** All of the record's content lies here, one part after another. */
    void inPlace(byte[] page, int at) {
        record.content = page;
        lay(at, true);
    }

    /** The record's content begins at this offset in the record, and is going to be {@link #take taken} piece by piece. */
    void expect(long offset) {
        if (room.length > LARGEST_TO_KEEP) {
            room = new byte[0];
        }
        filled = 0;
        lay(offset, false);
        record.content = room;
    }

    /** The next bytes of the record, of which some may be wanted. */
    void take(byte[] bytes, int at, long offset, int count) {
        while (next < parts && from[next] < offset + count) {
            long skip = Math.max(0, from[next] - offset);
            long begun = Math.max(0, offset - from[next]);
            int piece = (int) Math.min(lengths[next] - begun, count - skip);
            if (piece > 0) {
                add(bytes, at + (int) skip, piece);
            }
            if (from[next] + lengths[next] > offset + count) {
                return;
            }
            next++;
        }
    }

    private void add(byte[] bytes, int at, int count) {
        if (room.length - filled < count) {
            // what a record says of its length is not believed before as much has been read
            room = Arrays.copyOf(room, Math.max(FIRST_ROOM, Math.max(filled + count, (int)
                    Math.min(2L * room.length, Integer.MAX_VALUE - 8))));
            record.content = room;
        }
        System.arraycopy(bytes, at, room, filled, count);
        filled += count;
    }

    private void lay(long offset, boolean inPlace) {
        parts = 0;
        next = 0;
        long at = offset;
        int held = 0;
        for (int i = 0; i < record.blocks; i++) {
            int image = want(Part.IMAGE, i, record.imageLength[i]);
            record.imageAt[i] = inPlace ? (int) at : held;
            record.imageHeld[i] = image;
            note(at, image);
            at += record.imageLength[i];
            held += image;
            int data = want(Part.DATA, i, record.dataLength[i]);
            record.dataAt[i] = inPlace ? (int) at : held;
            record.dataHeld[i] = data;
            note(at, data);
            at += record.dataLength[i];
            held += data;
        }
        int main = want(Part.MAIN, -1, (int) record.mainLength);
        record.mainAt = inPlace ? (int) at : held;
        record.mainHeld = main;
        note(at, main);
    }

    private int want(Part part, int block, int length) {
        return length == 0 || wantsNothing ? 0 : Math.clamp(wanted.bytes(record, part, block, length), 0, length);
    }

    private void note(long at, int length) {
        if (length > 0) {
            from[parts] = at;
            lengths[parts++] = length;
        }
    }
}
