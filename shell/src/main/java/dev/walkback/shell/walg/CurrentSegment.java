package dev.walkback.shell.walg;

import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.server.ServerPosition;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.WalgSegment;

/** The segment that the server is in, asked of it. Apart from its callers, so that the driver is loaded only on this path. */
final class CurrentSegment {

    private CurrentSegment() {}

    static WalgSegment ask(Session session, SegmentGrid grid) throws WalgFailure {
        try {
            ServerAddress address = session.configured().server();
            ServerPosition position = ServerPosition.of(address);
            if (position.segmentBytes() != 0 && position.segmentBytes() != grid.bytes()) {
                throw new WalgFailure("bytes_per_wal_segment of the server does not match expected value,"
                        + " you may need to set WALG_PG_WAL_SIZE=" + (position.segmentBytes() >> 20));
            }
            WalgSegment current = new WalgSegment(position.timeline(), grid.numberBefore(position.lsn()));
            session.log().info("Current WAL segment: " + grid.name(current));
            return current;
        } catch (ServerPosition.UnknownException e) {
            throw new WalgFailure("Failed to ask the PostgreSQL server where it is: " + Walg.sentence(e), e);
        }
    }
}
