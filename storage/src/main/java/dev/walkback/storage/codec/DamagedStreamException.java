package dev.walkback.storage.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is not what its format says: cut short, altered, or something else altogether. Knows where, but not which
 * object it came from; whoever opened the object says that.
 */
public final class DamagedStreamException extends IOException {

    private final String format;
    private final long offset;
    private final String why;

    /**
     * @param format the name of the format, such as {@code lz4} or {@code secretstream}
     * @param offset of the byte, in the stored stream, up to which all was well, or -1 where the library does not tell
     */
    public DamagedStreamException(String format, long offset, String why, @Nullable Throwable cause) {
        super(sentence(format, offset, why), cause);
        this.format = format;
        this.offset = offset;
        this.why = why;
    }

    public String format() {
        return format;
    }

    public long offset() {
        return offset;
    }

    public String why() {
        return why;
    }

    /** All of it in words. */
    public String sentence() {
        return sentence(format, offset, why);
    }

    private static String sentence(String format, long offset, String why) {
        return format + (offset < 0 ? "" : " at offset " + offset) + ": " + why;
    }
}
