package dev.walkback.shell.server.replication;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** What is copied out, as a stream that ends where the copy does. */
final class CopyStream extends InputStream {

    private final ServerSession session;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private boolean atEnd;

    CopyStream(ServerSession session) {
        this.session = session;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        while (!piece.hasRemaining()) {
            if (atEnd) {
                return -1;
            }
            Wire.Message message = session.next();
            switch (message.type()) {
                case 'd' -> piece = message.body();
                case 'c' -> atEnd = true;
                default -> throw session.unexpected(message);
            }
        }
        int count = Math.min(length, piece.remaining());
        piece.get(into, from, count);
        return count;
    }
}
