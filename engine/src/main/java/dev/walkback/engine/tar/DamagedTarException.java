package dev.walkback.engine.tar;

import java.io.IOException;

/** A stream that is no whole tar. */
public final class DamagedTarException extends IOException {

    private final long offset;
    private final String why;

    /** @param offset in the decoded stream, of what is wrong */
    public DamagedTarException(long offset, String why) {
        super("tar at offset " + offset + ": " + why);
        this.offset = offset;
        this.why = why;
    }

    public long offset() {
        return offset;
    }

    public String why() {
        return why;
    }
}
