package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One way to compress. Streams have bounded buffers, whatever the content. A decoding stream throws
 * {@link DamagedStreamException} when the stored bytes end before the format's own end, when a checksum does not hold, and when
 * bytes follow that do not belong; it closes the stream under it. Instances are stateless.
 */
public interface Codec {

    /** WAL-G's name for {@code WALG_COMPRESSION_METHOD}, or the name people use where WAL-G only reads it. */
    String name();

    /** What the object's key ends in, without the dot; empty for none. */
    String extension();

    InputStream decoding(InputStream stored) throws IOException;

    /** @throws UnsupportedOperationException where this is read only: {@link #writes()} */
    OutputStream encoding(OutputStream stored) throws IOException;

    boolean writes();
}
