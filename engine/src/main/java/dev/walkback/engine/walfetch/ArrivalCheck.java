package dev.walkback.engine.walfetch;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the plain bytes of a segment must be before a server may see them, or an archive: as many as a segment has, and beginning with the
 * header of that very segment of that cluster. Records are the server's to check; it does so anyway.
 */
public final class ArrivalCheck {

    private final WalFile.Digits digits;
    private final @Nullable Receiver receiver;
    private WalPageHeader.@Nullable Origin origin;

    /** @param receiver null where any cluster's will do */
    public ArrivalCheck(WalFile.Digits digits, @Nullable Receiver receiver) {
        this.digits = digits;
        this.receiver = receiver;
    }

    /** What is wrong with the first bytes; empty when nothing is. Asked once, before anything else. */
    public Optional<String> beginning(byte[] head) {
        WalPageHeader header = WalPageHeader.read(head).orElse(null);
        if (header == null || header.origin() == null) {
            return Optional.of(head.length == 0 ? "it is empty" : "it does not begin as WAL does");
        }
        origin = header.origin();
        if (receiver != null && origin.systemIdentifier() != receiver.cluster().bits()) {
            return Optional.of("it is WAL of the cluster " + Long.toUnsignedString(origin.systemIdentifier())
                    + ", and the data directory is of " + receiver.cluster());
        }
        SegmentSize size = origin.segmentSize();
        if (receiver != null && !size.equals(receiver.segmentSize())) {
            return Optional.of("its segments have " + size + ", and the data directory's " + receiver.segmentSize());
        }
        Segment segment = digits.in(size).orElse(null);
        if (segment == null || !segment.start().equals(header.address())) {
            return Optional.of("it is another segment's content: WAL from " + header.address() + " on");
        }
        // where a timeline begins, its segment opens with pages of its parent
        if (Integer.compareUnsigned(header.timeline(), digits.timeline().id()) > 0) {
            return Optional.of("its first page is of timeline " + Integer.toUnsignedString(header.timeline()));
        }
        return Optional.empty();
    }

    /** Whose WAL it is, once its beginning was good. */
    public long systemIdentifier() {
        return origin == null ? 0 : origin.systemIdentifier();
    }

    /** How many bytes there must be, once the beginning was good. */
    public long length() {
        return origin == null ? WalPageHeader.LONG_BYTES : origin.segmentSize().bytes();
    }

    /** What is wrong with the number of bytes. */
    public Optional<String> end(long bytes) {
        if (bytes == length()) {
            return Optional.empty();
        }
        return Optional.of(
                bytes > length()
                        ? "it goes on after the " + length() + " bytes of a segment"
                        : "it has " + bytes + " bytes, and a segment has " + length());
    }
}
