package dev.walkback.shell.server.replication;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.walreceive.WalStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WAL as messages that are copied both ways. */
final class ReplicationStream implements WalStream {

    private static final int STATUS_BYTES = 1 + 4 * Long.BYTES + 1;

    private final ServerSession session;
    private Arrival.@Nullable TimelineLeft left;

    private ReplicationStream(ServerSession session) {
        this.session = session;
    }

    static ReplicationStream begin(ServerSession session, String slot, Lsn from, Timeline timeline) {
        ReplicationStream stream = new ReplicationStream(session);
        session.begin("START_REPLICATION SLOT \"" + slot + "\" PHYSICAL " + from + " TIMELINE " + timeline);
        Wire.Message answer = session.next();
        switch (answer.type()) {
            case 'W' -> session.patience(Duration.ZERO);
            // a timeline that ends where we wanted to begin: there is nothing to stream
            case 'T' -> stream.left = stream.timelineLeft();
            default -> throw session.unexpected(answer);
        }
        return stream;
    }

    @Override
    public Arrival next() {
        if (left != null) {
            return left;
        }
        while (true) {
            Wire.Message message = session.next();
            switch (message.type()) {
                case 'd' -> {
                    Arrival arrival = arrival(message);
                    if (arrival != null) {
                        return arrival;
                    }
                }
                case 'c' -> {
                    session.send('c', new byte[0]);
                    left = timelineLeft();
                    return left;
                }
                case 'C' -> {
                    return new Arrival.ServerStops();
                }
                default -> throw session.unexpected(message);
            }
        }
    }

    private static @Nullable Arrival arrival(Wire.Message message) {
        ByteBuffer body = message.body();
        if (!body.hasRemaining()) {
            return null;
        }
        byte kind = body.get();
        if (kind == 'w' && body.remaining() >= 3 * Long.BYTES) {
            Lsn start = new Lsn(body.getLong());
            body.position(body.position() + 2 * Long.BYTES);
            return new Arrival.Wal(start, body);
        }
        if (kind == 'k' && body.remaining() > 2 * Long.BYTES) {
            return new Arrival.Pulse(body.get(body.position() + 2 * Long.BYTES) != 0);
        }
        return null;
    }

    private Arrival.TimelineLeft timelineLeft() {
        session.patience(Duration.ofSeconds(60));
        ServerSession.Rows rows = session.untilReady();
        Optional<Timeline> next = Optional.ofNullable(rows.first(0)).flatMap(Timeline::parse);
        Optional<Lsn> at = Optional.ofNullable(rows.first(1)).flatMap(Lsn::parse);
        if (next.isEmpty() || at.isEmpty()) {
            throw session.unexpected(new Wire.Message('Z', ByteBuffer.allocate(0)));
        }
        return new Arrival.TimelineLeft(next.get(), at.get());
    }

    @Override
    public void report(Lsn received, Lsn durable, boolean answerWanted) {
        if (!durable.equals(Lsn.NONE)) {
            session.send('d', status(received, durable, false));
        }
        session.send('d', status(received, Lsn.NONE, answerWanted));
    }

    private static byte[] status(Lsn received, Lsn durable, boolean answerWanted) {
        // when it was sent is looked at by nobody who has to do with physical replication
        return ByteBuffer.allocate(STATUS_BYTES)
                .put((byte) 'r')
                .putLong(received.bits())
                .putLong(durable.bits())
                .putLong(Lsn.NONE.bits())
                .putLong(0)
                .put((byte) (answerWanted ? 1 : 0))
                .array();
    }
}
