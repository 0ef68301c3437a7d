package dev.walkback.storage.s3;

/**
 * How objects travel.
 *
 * @param partSize of multipart uploads, in bytes; parts grow beyond it where an object would need more than 10,000
 * @param partsInFlight how many parts of one object are sent at once
 * @param memory how many bytes all parts together may be held in, of content whose length is not known beforehand
 * @param deleteBatch how many objects one request deletes
 */
public record S3Transfer(long partSize, int partsInFlight, long memory, int deleteBatch) {

    private static final long MIB = 1 << 20;

    public static final long SMALLEST_PART = 5 * MIB;
    public static final long LARGEST_PART = 5L << 30;

    public static final S3Transfer DEFAULT = new S3Transfer(20 * MIB, 16, 320 * MIB, 1000);

    public S3Transfer {
        if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
            throw new IllegalArgumentException("S3 takes parts of 5 MiB to 5 GiB, not of " + partSize + " bytes");
        }
        if (partsInFlight < 1) {
            throw new IllegalArgumentException("at least one part must be on its way");
        }
        if (memory < 0) {
            throw new IllegalArgumentException("memory cannot be " + memory + " bytes");
        }
        if (deleteBatch < 1 || deleteBatch > 1000) {
            throw new IllegalArgumentException("S3 deletes 1 to 1000 objects by one request, not " + deleteBatch);
        }
    }

    public S3Transfer withPartSize(long other) {
        return new S3Transfer(other, partsInFlight, memory, deleteBatch);
    }

    public S3Transfer withPartsInFlight(int other) {
        return new S3Transfer(partSize, other, memory, deleteBatch);
    }

    public S3Transfer withMemory(long other) {
        return new S3Transfer(partSize, partsInFlight, other, deleteBatch);
    }

    public S3Transfer withDeleteBatch(int other) {
        return new S3Transfer(partSize, partsInFlight, memory, other);
    }
}
