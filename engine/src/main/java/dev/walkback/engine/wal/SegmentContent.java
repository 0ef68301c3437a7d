package dev.walkback.engine.wal;

import java.util.Locale;

/**
 * What reading a segment from its first byte to its last brought to light, in few numbers: enough to tell whether it is sound,
 * and whether the one that comes next goes on where it ends.
 *
 * @param bytes how many there were, decoded; no more than one beyond the size are counted
 * @param systemIdentifier 64 bits without a sign; 0 where there is no header
 * @param segmentBytes as the header says
 * @param address as the header says
 * @param firstTimeline of the first page, {@code lastTimeline} of the last one that was looked at; 32 bits without a sign
 * @param carried bytes of a record that began earlier
 * @param dropsCarried the record that began earlier was given up here
 * @param firstPrevious where the first record that begins here says the one before it began; {@link Lsn#NONE} if none begins
 * @param lastRecord where the last record that begins here begins; {@link Lsn#NONE} if none does
 * @param pending bytes of it that are in the next segment
 * @param flawAt where the first flaw is; {@link Lsn#NONE} if there is none
 * @param digest of all bytes; the same for the same content
 */
public record SegmentContent(
        long bytes,
        long systemIdentifier,
        int segmentBytes,
        Lsn address,
        int firstTimeline,
        int lastTimeline,
        long carried,
        boolean dropsCarried,
        Lsn firstPrevious,
        Lsn lastRecord,
        long pending,
        Flaw flaw,
        Lsn flawAt,
        long digest) {

    /** The first thing that is not as it must be. */
    public enum Flaw {
        NONE,
        /** Not the size of a segment. */
        LENGTH,
        /** It does not begin as WAL does. */
        NO_HEADER,
        /** Of segments of another size. */
        OTHER_SIZE,
        /** It is a sound segment of another place. */
        MISPLACED,
        /** It is of another cluster. */
        FOREIGN,
        /** Pages of a timeline that cannot be in it. */
        TIMELINE,
        /** A page within has no header. */
        PAGE_HEADER,
        /** A page within is of another place: what was in the file before it was used again. */
        PAGE_ADDRESS,
        /** A record does not go on where it must, or one goes on that nobody began. */
        CONTINUATION,
        /** No record has this length. Zero is where WAL was never written. */
        RECORD_LENGTH,
        /** A record does not follow the one before it. */
        RECORD_PREVIOUS,
        /** No version's records are of this kind. */
        RECORD_MANAGER,
        /** A record is not what was written. */
        RECORD_CHECKSUM,
        /** A record is what was written, and its headers do not add up. */
        RECORD_BODY,
        /** What is stored is damaged, so that nothing is known of what was in it. */
        UNDECODABLE;

        /** {@code record-checksum}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the segment is of no use from its very first byte. */
        public boolean isOfWhole() {
            return switch (this) {
                case LENGTH, NO_HEADER, OTHER_SIZE, MISPLACED, FOREIGN, TIMELINE, UNDECODABLE -> true;
                default -> false;
            };
        }
    }

    /** Of an object that cannot be decoded. */
    public static SegmentContent undecodable(Segment segment) {
        return new SegmentContent(
                0, 0, 0, Lsn.NONE, 0, 0, 0, false, Lsn.NONE, Lsn.NONE, 0, Flaw.UNDECODABLE, segment.start(), 0);
    }

    public boolean isWhole() {
        return flaw == Flaw.NONE;
    }
}
