package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalPageHeader;

/**
 * Which segments tell what happened from one position to another.
 *
 * @param first number of the first, {@code last} of the last one; the last is less than the first where none is needed
 */
record WalWay(TimelineHistory line, SegmentSize size, Lsn from, Lsn to, long first, long last) {

    static WalWay of(TimelineHistory line, SegmentSize size, Lsn from, Lsn to) {
        long last = size.numberBefore(to);
        // a record cannot begin within the header that a segment begins with
        boolean nothingInLast = to.bytesSince(new Lsn(last * size.bytes())) <= WalPageHeader.LONG_BYTES;
        return new WalWay(line, size, from, to, size.numberOf(from), nothingInLast ? last - 1 : last);
    }

    /** The file that a replay reads of this number: of the newest timeline that begins in it or before it. */
    Segment segment(long number) {
        Timeline newest = line.line().getFirst();
        for (TimelineHistory.Switch left : line.switches()) {
            if (size.numberOf(left.at()) <= number) {
                newest = line.line().get(line.line().indexOf(left.from()) + 1);
            }
        }
        return new Segment(newest, number, size);
    }

    Lsn startOf(long number) {
        return new Lsn(number * size.bytes());
    }

    long segments() {
        return Math.max(0, last - first + 1);
    }
}
