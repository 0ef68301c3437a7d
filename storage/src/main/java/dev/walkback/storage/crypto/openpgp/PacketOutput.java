package dev.walkback.storage.crypto.openpgp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of one packet whose length nobody knows yet: told in parts of {@value #PART} bytes, a power of two as the format
 * wants; the last part, and a packet that fits in one, has its plain length. Closing ends the packet and leaves the stream
 * under it open.
 */
final class PacketOutput extends OutputStream {

    private static final int PART_BITS = 15;
    private static final int PART = 1 << PART_BITS;

    private final OutputStream out;
    private final byte[] part = new byte[PART];
    private int held;
    private boolean closed;

    PacketOutput(OutputStream out, int tag) throws IOException {
        this.out = out;
        out.write(0xc0 | tag);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (held == PART) {
                out.write(0xe0 | PART_BITS);
                out.write(part, 0, held);
                held = 0;
            }
            int taken = Math.min(left, PART - held);
            System.arraycopy(bytes, from, part, held, taken);
            held += taken;
            from += taken;
            left -= taken;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (held < 192) {
            out.write(held);
        } else if (held < 8384) {
            out.write(((held - 192) >> 8) + 192);
            out.write(held - 192);
        } else {
            out.write(new byte[] {(byte) 0xff, 0, 0, (byte) (held >> 8), (byte) held});
        }
        out.write(part, 0, held);
    }
}
