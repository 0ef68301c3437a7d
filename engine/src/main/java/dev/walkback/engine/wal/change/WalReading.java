package dev.walkback.engine.wal.change;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.change.Changes.Doubt;
import dev.walkback.engine.wal.record.WalEnd;
import dev.walkback.engine.wal.record.WalFiles;
import dev.walkback.engine.wal.record.WalRecords;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a way's WAL changes: of sixteen segments at once where there is a map of ours, else segment by segment. Maps that
 * WAL-G made are not enough: they do not tell of files that were cut or made anew.
 */
final class WalReading {

    private static final Optional<GroupMap.Facts> NO_MAP = Optional.empty();

    private final WalWay way;
    private final @Nullable SystemIdentifier identifier;
    private final SegmentShelf shelf;
    private final ChangedBlocks into;
    private final Map<Segment, Optional<GroupMap.Facts>> maps = new HashMap<>();
    private int mapsUsed;

    /** A run of segments that have to be read, both ends included. */
    private record Run(Lsn from, long first, long last) {}

    WalReading(WalWay way, @Nullable SystemIdentifier identifier, SegmentShelf shelf, ChangedBlocks into) {
        this.way = way;
        this.identifier = identifier;
        this.shelf = shelf;
        this.into = into;
    }

    int mapsUsed() {
        return mapsUsed;
    }

    /** @return why not all of it can be known; empty when all was collected */
    Optional<Doubt> read() {
        for (long number = way.first(); number <= way.last(); ) {
            if (map(number).isPresent()) {
                number = number - number % GroupMap.SEGMENTS + GroupMap.SEGMENTS;
                continue;
            }
            long last = number;
            while (last < way.last() && map(last + 1).isEmpty()) {
                last++;
            }
            Optional<Doubt> doubt = read(run(number, last));
            if (doubt.isPresent()) {
                return doubt;
            }
            number = last + 1;
        }
        return Optional.empty();
    }

    /** A record that begins in a group that has a map and ends after it is in nobody's map. */
    private Run run(long first, long last) {
        boolean isCarriedInto = first > way.first()
                && first % GroupMap.SEGMENTS == 0
                && map(first - 1).map(GroupMap.Facts::carries).orElse(0L) > 0;
        long begin = isCarriedInto ? first - 1 : first;
        Lsn start = way.startOf(begin);
        return new Run(start.isBefore(way.from()) ? way.from() : start, begin, last);
    }

    private Optional<Doubt> read(Run run) {
        while (true) {
            boolean endsInMap = run.last() < way.last();
            Lsn limit = endsInMap || way.startOf(run.last() + 1).isBefore(way.to())
                    ? way.startOf(run.last() + 1)
                    : way.to();
            WalFiles files = number -> number > run.last() ? Optional.empty() : shelf.open(way.segment(number));
            WalRecords.Stretch stretch = new WalRecords.Stretch(run.from(), limit, way.size(), identifier);
            try (WalRecords records = WalRecords.of(stretch, files, RecordTrace.WANTED)) {
                Optional<Doubt> doubt = trace(records);
                if (doubt.isPresent()) {
                    return doubt;
                }
                WalEnd end = records.end();
                boolean isPastRun = end instanceof WalEnd.NoSegment none && none.number() > run.last();
                // where a map follows, it tells of the record that runs into it
                if (!end.at().isBefore(limit) || (isPastRun && endsInMap)) {
                    return Optional.empty();
                }
                if (!shelf.distrustFolder(way.size().numberOf(end.at()))
                        && !shelf.distrustFolder(way.size().numberOf(end.at()) + 1)) {
                    return Optional.of(doubt(end));
                }
            } catch (StorageException failed) {
                return Optional.of(new Doubt(Doubt.Kind.WAL_ENDS, ContentSource.whyNot(failed)));
            } catch (IOException failed) {
                return Optional.of(new Doubt(Doubt.Kind.WAL_ENDS, String.valueOf(failed.getMessage())));
            }
        }
    }

    private Optional<Doubt> trace(WalRecords records) throws IOException {
        RecordTrace trace = null;
        while (records.next()) {
            if (trace == null) {
                trace = new RecordTrace(records.majorVersion().orElse(0), into);
            }
            switch (trace.trace(records.record())) {
                case TRACED -> {}
                case MINIMAL -> {
                    return Optional.of(new Doubt(
                            Doubt.Kind.WAL_MINIMAL, records.record().start().toString()));
                }
                case UNTRACED -> {
                    return Optional.of(new Doubt(
                            Doubt.Kind.UNTRACED, records.record().start().toString()));
                }
            }
        }
        return Optional.empty();
    }

    private Doubt doubt(WalEnd end) {
        return end instanceof WalEnd.NoSegment(Lsn at, long number)
                ? new Doubt(Doubt.Kind.WAL_MISSING, way.segment(number).name())
                : new Doubt(Doubt.Kind.WAL_ENDS, end.at().toString());
    }

    /** What the map of the group that this segment is in told, if there is one that tells enough. */
    private Optional<GroupMap.Facts> map(long number) {
        Group group = Group.of(way.segment(number));
        return maps.computeIfAbsent(group.first(), first -> readMap(group));
    }

    private Optional<GroupMap.Facts> readMap(Group group) {
        try (InputStream in = shelf.inArchive(group.mapName()).orElse(null)) {
            if (in == null) {
                return NO_MAP;
            }
            GroupMap.Facts facts = GroupMap.read(in, into);
            boolean isOurs = identifier == null || facts.systemIdentifier() == identifier.bits();
            if (!facts.areOfAll() || !isOurs) {
                return NO_MAP;
            }
            mapsUsed++;
            return Optional.of(facts);
        } catch (StorageException failed) {
            // what would meet every object is thrown on
            ContentSource.whyNot(failed);
            return NO_MAP;
        } catch (IOException damaged) {
            return NO_MAP;
        }
    }
}
