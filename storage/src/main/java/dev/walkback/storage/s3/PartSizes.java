package dev.walkback.storage.s3;

/**
 * How large the parts of a multipart upload are. S3 takes 10,000 of them, each of 5 MiB to 5 GiB, only the last may be
 * smaller.
 */
final class PartSizes {

    static final int MOST_PARTS = 10_000;

    private static final long MIB = 1 << 20;

    /** Chosen so that parts of 5 MiB, growing thus, reach 5 TiB, and those of the default size far more. */
    private static final int STEPS = 1_200;

    private PartSizes() {}

    /** All parts alike, and no more of them than S3 takes. */
    static long ofKnown(long length, long wanted) {
        return Math.max(wanted, wholeMiB(Math.ceilDiv(length, MOST_PARTS)));
    }

    /** The next part when nobody knows how much is still to come: a constant share of what was sent, so that parts grow. */
    static long next(long sent, long wanted) {
        return Math.min(S3Transfer.LARGEST_PART, Math.max(wanted, wholeMiB(sent / STEPS)));
    }

    private static long wholeMiB(long bytes) {
        return Math.ceilDiv(bytes, MIB) * MIB;
    }
}
