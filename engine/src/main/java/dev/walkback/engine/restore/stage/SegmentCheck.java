package dev.walkback.engine.restore.stage;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.StorageException;
import java.util.Optional;

/** Holds what was read of a segment against its name, its cluster, its timeline's past and the segment before it. */
final class SegmentCheck {

    private final StageContents contents;

    SegmentCheck(StageContents contents) {
        this.contents = contents;
    }

    /** What is wrong with it, so that a server must not get it. */
    Optional<Finding> flaw(WantedSegment wanted, SegmentContent content, String key) {
        Segment segment = wanted.segment();
        if (content.flaw().isOfWhole()) {
            return Optional.of(wrong(segment, content, key));
        }
        SystemIdentifier expected = contents.identifier();
        if (expected != null && content.systemIdentifier() != expected.bits()) {
            return Optional.of(finding(FindingCode.SEGMENT_FOREIGN, segment, key)
                    .with("found", new SystemIdentifier(content.systemIdentifier()))
                    .with("expected", expected));
        }
        if (!isOfItsPast(segment, content.firstTimeline())) {
            return Optional.of(finding(FindingCode.SEGMENT_MISPLACED, segment, key)
                    .with("found-timeline", new Timeline(content.firstTimeline())));
        }
        return content.isWhole() || mayEnd(wanted, content)
                ? Optional.empty()
                : Optional.of(finding(FindingCode.SEGMENT_DAMAGED, segment, key)
                        .with("at", content.flawAt())
                        .with("why", content.flaw().word()));
    }

    /** What a person should know of one that is handed out all the same. */
    Optional<Finding> remark(WantedSegment wanted, SegmentContent content, String key) {
        return content.isWhole()
                ? Optional.empty()
                : Optional.of(finding(FindingCode.SEGMENT_ENDS_EARLY, wanted.segment(), key)
                        .with("at", content.flawAt())
                        .with("why", content.flaw().word()));
    }

    /**
     * Whether one does not go on where the other ends.
     *
     * @param lastRecord where the last record before this segment begins
     */
    static Optional<Finding> apart(
            Segment before, SegmentContent ended, Lsn lastRecord, Segment next, SegmentContent content) {
        boolean goesOn = content.dropsCarried() || content.carried() == ended.pending();
        boolean follows = content.dropsCarried()
                || content.firstPrevious().equals(Lsn.NONE)
                || lastRecord.equals(Lsn.NONE)
                || content.firstPrevious().equals(lastRecord);
        return goesOn && follows
                ? Optional.empty()
                : Optional.of(Finding.of(FindingCode.SEGMENTS_APART, next.name())
                        .with("previous", before)
                        .with("why", goesOn ? "record-previous" : "continuation"));
    }

    /** What kept it from being read at all, where that concerns this object and not all of them. */
    static Finding unreadable(Segment segment, String key, StorageException failure) {
        FindingCode code = failure instanceof StorageException.Damaged
                ? FindingCode.SEGMENT_DAMAGED
                : FindingCode.OBJECT_UNREADABLE;
        return finding(code, segment, key).with("why", ContentSource.whyNot(failure));
    }

    static Finding empty(Segment segment) {
        return finding(FindingCode.SEGMENT_EMPTY, segment, StoredNames.key(segment.name()));
    }

    /** Behind where the server is to stop, nobody reads; and a server's last segment ends where the server did. */
    private boolean mayEnd(WantedSegment wanted, SegmentContent content) {
        boolean isLast = contents.segments().getLast().segment().equals(wanted.segment());
        return isLast && (wanted.ending() || !content.flawAt().isBefore(contents.to()));
    }

    /** Where a timeline begins its segment opens with pages of an ancestor, up to where that was left. */
    private boolean isOfItsPast(Segment segment, int firstTimeline) {
        return firstTimeline == segment.timeline().id()
                || contents.line()
                        .leftAt(new Timeline(firstTimeline))
                        .filter(left -> segment.start().isBefore(left))
                        .isPresent();
    }

    private static Finding wrong(Segment segment, SegmentContent content, String key) {
        return switch (content.flaw()) {
            case LENGTH ->
                finding(FindingCode.SEGMENT_WRONG_SIZE, segment, key)
                        .with("found", content.bytes())
                        .with("expected", segment.size().bytes());
            case OTHER_SIZE ->
                finding(FindingCode.SEGMENT_OTHER_SIZE, segment, key)
                        .with("found", content.segmentBytes())
                        .with("expected", segment.size().bytes());
            case MISPLACED ->
                finding(FindingCode.SEGMENT_MISPLACED, segment, key)
                        .with("found", content.address())
                        .with("expected", segment.start());
            case TIMELINE ->
                finding(FindingCode.SEGMENT_MISPLACED, segment, key)
                        .with("at", content.flawAt())
                        .with("why", content.flaw().word());
            default ->
                finding(FindingCode.SEGMENT_DAMAGED, segment, key)
                        .with("why", content.flaw().word());
        };
    }

    private static Finding finding(FindingCode code, Segment segment, String key) {
        return Finding.of(code, segment.name()).with("key", key);
    }
}
