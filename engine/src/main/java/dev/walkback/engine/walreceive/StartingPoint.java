package dev.walkback.engine.walreceive;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Storage;
import java.util.Optional;
import java.util.function.Consumer;

/** Where receiving begins: with the first segment that the archive lacks, of those that the server may still have. */
final class StartingPoint {

    private final WalServer server;
    private final SlotName slot;
    private final SegmentSize size;
    private final TimelineHistory line;
    private final ArchivedSegments archived;
    private final Consumer<? super ReceiveEvent> events;
    private long kept;

    StartingPoint(
            Storage archive,
            WalServer server,
            SlotName slot,
            TimelineHistory line,
            SegmentSize size,
            Consumer<? super ReceiveEvent> events) {
        this.server = server;
        this.slot = slot;
        this.size = size;
        this.line = line;
        this.archived = new ArchivedSegments(archive, line, size);
        this.events = events;
    }

    /**
     * Makes the slot where there is none.
     *
     * @param earlierToo whether what the slot does not keep, and the archive lacks, is asked for as well: the server may still have it
     */
    Segment find(Lsn flushed, boolean earlierToo) {
        kept = size.numberOf(keptFrom(flushed));
        long first = archived.firstMissing(kept);
        if (first == kept && earlierToo) {
            Optional<Long> last = archived.lastBefore(kept);
            first = last.map(number -> number + 1).orElse(kept);
        }
        // the end of a timeline that was left is worth having too, so it is begun on the one that owns its first byte
        Segment any = archived.whole(first);
        return any.on(line.at(any.start()));
    }

    private Lsn keptFrom(Lsn flushed) {
        WalServer.Slot found = server.slot(slot.text()).orElse(null);
        if (found == null) {
            server.makeSlot(slot.text());
            events.accept(new ReceiveEvent.SlotMade(slot.text()));
            found = server.slot(slot.text())
                    .orElseThrow(() -> refused("the slot " + slot + " was made and is not there"));
        }
        if (!found.isPhysical()) {
            throw refused("the slot " + slot + " is not a physical one; WALG_SLOTNAME names another");
        }
        return found.keepsFrom() == null ? flushed : found.keepsFrom();
    }

    private ServerFailure refused(String why) {
        return new ServerFailure(Kind.REFUSED, server.place(), why, new IllegalStateException(why));
    }

    /** Whether the archive has what the slot still keeps before that segment. */
    boolean isAfterSlot(Segment segment) {
        return segment.number() > kept;
    }

    boolean isBeforeSlot(Segment segment) {
        return segment.number() < kept;
    }

    Segment lastBeforeSlot() {
        return archived.whole(kept - 1);
    }
}
