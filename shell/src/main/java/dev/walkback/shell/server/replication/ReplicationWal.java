package dev.walkback.shell.server.replication;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.walreceive.WalServer;
import dev.walkback.engine.walreceive.WalStream;
import dev.walkback.shell.server.ServerAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server's WAL, through a session of replication. */
public final class ReplicationWal implements WalServer {

    private static final String NO_SUCH_FILE = "58P01";

    private final ServerSession session;
    private final Facts facts;

    private ReplicationWal(ServerSession session, Facts facts) {
        this.session = session;
        this.facts = facts;
    }

    public static ReplicationWal open(ServerAddress address) {
        ServerSession session = ServerSession.open(address, ServerSession.Purpose.REPLICATION);
        return new ReplicationWal(session, new Facts(address, session));
    }

    @Override
    public String place() {
        return session.place();
    }

    @Override
    public Identity identity() {
        return facts.identity();
    }

    @Override
    public SegmentSize segmentSize() {
        return facts.segmentSize();
    }

    @Override
    public Optional<Slot> slot(String name) {
        ServerSession.Rows rows = facts.version() >= Facts.TELLS_OF_SLOTS
                ? session.ask("READ_REPLICATION_SLOT " + quoted(name))
                : facts.questions()
                        .ask("select slot_type, restart_lsn from pg_catalog.pg_replication_slots where slot_name = '"
                                + name + "'");
        String kind = rows.first(0);
        if (kind == null) {
            return Optional.empty();
        }
        Lsn keeps = Optional.ofNullable(rows.first(1)).flatMap(Lsn::parse).orElse(null);
        return Optional.of(new Slot(kind.equals("physical"), keeps));
    }

    @Override
    public void makeSlot(String name) {
        session.ask("CREATE_REPLICATION_SLOT " + quoted(name) + " PHYSICAL RESERVE_WAL");
    }

    /** Names are checked before they come here; the quotes are for those that begin with a digit or mean something. */
    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public Optional<byte[]> history(Timeline timeline) {
        if (timeline.equals(Timeline.FIRST)) {
            return Optional.empty();
        }
        try {
            List<List<@Nullable String>> rows =
                    session.ask("TIMELINE_HISTORY " + timeline).rows();
            String content = rows.isEmpty() ? null : rows.getFirst().get(1);
            return Optional.ofNullable(content).map(text -> text.getBytes(StandardCharsets.UTF_8));
        } catch (ServerFailure failure) {
            if (failure.sqlState().equals(NO_SUCH_FILE)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public WalStream stream(String slot, Lsn from, Timeline timeline) {
        return ReplicationStream.begin(session, slot, from, timeline);
    }

    @Override
    public void close() {
        facts.close();
        session.close();
    }
}
