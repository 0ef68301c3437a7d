package dev.walkback.shell.server.replication;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.remote.SendingServer.End;
import dev.walkback.engine.push.remote.SendingServer.Sending;
import dev.walkback.engine.push.remote.SendingServer.SentArchive;
import dev.walkback.engine.push.remote.SendingServer.SentTablespace;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A base backup on its way. Up to 14 every archive is copied out by itself; from 15 on all come in one, in packets that say what they are. */
final class SentBackup implements Sending {

    private static final int ONE_COPY = 150_000;
    private static final String TAR = ".tar";
    private static final String DATA_DIRECTORY = "base";

    private final ServerSession session;
    private final BackupStart start;
    private final List<SentTablespace> tablespaces;
    private final Iterator<Long> order;
    private final @Nullable PacketStream packets;

    private SentBackup(
            ServerSession session,
            BackupStart start,
            List<SentTablespace> tablespaces,
            List<Long> order,
            @Nullable PacketStream packets) {
        this.session = session;
        this.start = start;
        this.tablespaces = tablespaces;
        this.order = order.iterator();
        this.packets = packets;
    }

    static SentBackup begin(ServerSession session, ServerFacts facts) {
        ServerSession.Rows first = session.result();
        Lsn lsn = position(session, first);
        Timeline timeline = timeline(session, first);
        String segment = Segment.at(timeline, lsn, facts.segmentSize()).name();
        List<SentTablespace> tablespaces = new ArrayList<>();
        List<Long> order = new ArrayList<>();
        for (List<@Nullable String> row : session.result().rows()) {
            String oid = row.get(0);
            String place = row.get(1);
            if (oid != null && place != null) {
                tablespaces.add(new SentTablespace(Long.parseLong(oid), place));
            }
            order.add(oid == null ? 0 : Long.parseLong(oid));
        }
        PacketStream packets = null;
        if (facts.version().number() >= ONE_COPY) {
            expectCopy(session);
            packets = new PacketStream(session);
        }
        BackupStart start = new BackupStart(lsn, timeline, new BackupName("base_" + segment));
        return new SentBackup(session, start, List.copyOf(tablespaces), order, packets);
    }

    private static void expectCopy(ServerSession session) {
        Wire.Message message = session.next();
        if (message.type() != 'H') {
            throw session.unexpected(message);
        }
    }

    private static Lsn position(ServerSession session, ServerSession.Rows rows) {
        return Optional.ofNullable(rows.first(0)).flatMap(Lsn::parse).orElseThrow(() -> session.garbled("no position"));
    }

    private static Timeline timeline(ServerSession session, ServerSession.Rows rows) {
        return Optional.ofNullable(rows.first(1))
                .flatMap(Timeline::parse)
                .orElseThrow(() -> session.garbled("no timeline"));
    }

    @Override
    public BackupStart start() {
        return start;
    }

    @Override
    public List<SentTablespace> tablespaces() {
        return tablespaces;
    }

    @Override
    public Optional<SentArchive> next() {
        if (packets != null) {
            return packets.nextArchive().map(name -> new SentArchive(tablespace(name), packets));
        }
        if (!order.hasNext()) {
            return Optional.empty();
        }
        expectCopy(session);
        return Optional.of(new SentArchive(order.next(), new CopyStream(session)));
    }

    private long tablespace(String archive) {
        String name = archive.endsWith(TAR) ? archive.substring(0, archive.length() - TAR.length()) : archive;
        if (name.equals(DATA_DIRECTORY)) {
            return 0;
        }
        return tablespaces.stream()
                .map(SentTablespace::oid)
                .filter(oid -> Long.toString(oid).equals(name))
                .findFirst()
                .orElseThrow(() -> session.garbled("an archive " + archive + " that was not announced"));
    }

    @Override
    public End end() {
        ServerSession.Rows rows = session.untilReady();
        return new End(position(session, rows), timeline(session, rows));
    }
}
