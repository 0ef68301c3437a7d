package dev.walkback.engine.tar;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream that lets its reader look at the bytes it holds, so that nobody has to copy them first. */
public interface Lending {

    /** Bytes that come next, at least one; none at the end of the stream. They stay as they are until this is called again. */
    ByteBuffer lend() throws IOException;

    /** So many of them are done with. */
    void take(int count);
}
