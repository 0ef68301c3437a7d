package dev.walkback.storage;

import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an object, and of which state of it.
 *
 * @param offset of the first byte. At the object's size there are no bytes; beyond it is {@link StorageException.Rejected}
 * @param length how many at the most; {@link #TO_THE_END} for all that follow
 * @param etag when given, the object must still be the one that had this etag
 */
public record ByteRange(long offset, long length, @Nullable String etag) {

    public static final long TO_THE_END = Long.MAX_VALUE;

    public static final ByteRange ALL = new ByteRange(0, TO_THE_END, null);

    public ByteRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no such range: offset " + offset + ", length " + length);
        }
    }

    public static ByteRange from(long offset) {
        return new ByteRange(offset, TO_THE_END, null);
    }

    public static ByteRange first(long length) {
        return new ByteRange(0, length, null);
    }

    /** The same bytes, only if the object is still the one that had this etag. A null etag asks for nothing. */
    public ByteRange of(@Nullable String stillHavingEtag) {
        return new ByteRange(offset, length, stillHavingEtag);
    }

    public boolean isAll() {
        return offset == 0 && length == TO_THE_END;
    }

    /** How many bytes this range has of an object of {@code size} bytes. */
    public long lengthIn(long size) {
        return Math.max(0, Math.min(length, size - offset));
    }
}
