package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.wal.record.WalEnd;
import dev.walkback.engine.wal.record.WalFiles;
import dev.walkback.engine.wal.record.WalRecords;
import dev.walkback.storage.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What one segment tells by itself: the changes of all records that begin and end in it, and the pieces of those that do not.
 *
 * @param magic of its pages
 * @param tail the rest of the record that it begins within, {@code head} the beginning of the one that it ends within
 */
record SegmentTrace(long systemIdentifier, int magic, BlockList changes, byte[] tail, byte[] head) {

    /** Why a segment cannot be traced. */
    static final class Untraceable extends Exception {

        private static final long serialVersionUID = 1L;

        Untraceable(String why) {
            super(why);
        }
    }

    static SegmentTrace of(Segment segment, Content.Stored plain) throws IOException, Untraceable {
        WalPageHeader first;
        try (InputStream in = plain.open(0)) {
            first = WalPageHeader.read(in.readNBytes(WalPageHeader.LONG_BYTES)).orElse(null);
        }
        WalPageHeader.Origin origin = first == null ? null : first.origin();
        if (first == null || origin == null) {
            throw new Untraceable("it does not begin as WAL does");
        }
        BlockList changes = new BlockList();
        WalEnd end = records(segment, plain, changes, first);
        if (!(end instanceof WalEnd.NoSegment)) {
            throw new Untraceable("its records end at " + end.at());
        }
        byte[] tail = new byte[0];
        if (first.continuesRecord()) {
            tail = joined(plain, 0, first.remaining(), origin.pageSize());
            if (tail.length < first.remaining()) {
                throw new Untraceable("a record runs all through it");
            }
        }
        byte[] head = end.at().equals(segment.end())
                ? new byte[0]
                : joined(plain, end.at().bytesSince(segment.start()), Long.MAX_VALUE, origin.pageSize());
        return new SegmentTrace(origin.systemIdentifier(), first.magic(), changes, tail, head);
    }

    private static WalEnd records(Segment segment, Content.Stored plain, BlockList changes, WalPageHeader first)
            throws IOException, Untraceable {
        WalFiles alone = number -> number == segment.number()
                ? Optional.of(new WalFiles.Opened(segment, plain.open(0)))
                : Optional.empty();
        WalRecords.Stretch all = new WalRecords.Stretch(segment.start(), Lsn.LAST, segment.size(), null);
        RecordTrace trace = new RecordTrace(first.majorVersion().orElse(0), changes);
        try (WalRecords records = WalRecords.of(all, alone, RecordTrace.WANTED)) {
            while (records.next()) {
                if (trace.trace(records.record()) != RecordTrace.Outcome.TRACED) {
                    throw new Untraceable(
                            "the record at " + records.record().start() + " does not tell all that it changes");
                }
            }
            return records.end();
        }
    }

    /** Bytes of a record from this offset on, without the headers of pages between them. */
    private static byte[] joined(Content.Stored plain, long from, long most, int pageBytes) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        long at = from;
        try (InputStream in = plain.open(from)) {
            while (at < plain.length() && joined.size() < most) {
                int header = at % pageBytes != 0 ? 0 : at == 0 ? WalPageHeader.LONG_BYTES : WalPageHeader.SHORT_BYTES;
                in.skipNBytes(header);
                at += header;
                int count = (int) Math.min(pageBytes - at % pageBytes, most - joined.size());
                joined.write(in.readNBytes(count));
                at += count;
            }
        }
        return joined.toByteArray();
    }
}
