package dev.walkback.shell.server.replication;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One copy that holds several archives: each packet begins with a letter that says what it is. Ends where the archive does. */
final class PacketStream extends InputStream {

    private final ServerSession session;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private @Nullable String announced;
    private boolean withinManifest;
    private boolean atEnd;

    PacketStream(ServerSession session) {
        this.session = session;
    }

    /** The name of the archive that follows; empty where none does. What is left of the one before is passed over. */
    Optional<String> nextArchive() {
        while (announced == null && !atEnd) {
            piece.position(piece.limit());
            advance();
        }
        Optional<String> name = Optional.ofNullable(announced);
        announced = null;
        return name;
    }

    private void advance() {
        Wire.Message message = session.next();
        if (message.type() == 'c') {
            atEnd = true;
            return;
        }
        if (message.type() != 'd' || !message.body().hasRemaining()) {
            throw session.unexpected(message);
        }
        char kind = (char) message.body().get();
        switch (kind) {
            case 'd' -> {
                if (!withinManifest) {
                    piece = message.body();
                }
            }
            case 'n' -> announced = message.text();
            case 'm' -> withinManifest = true;
            case 'p' -> {
                // how far it is: the bytes that arrive tell that as well
            }
            default -> throw session.garbled("a packet of kind '" + kind + "'");
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        while (!piece.hasRemaining()) {
            if (announced != null || atEnd) {
                return -1;
            }
            advance();
        }
        int count = Math.min(length, piece.remaining());
        piece.get(into, from, count);
        return count;
    }
}
