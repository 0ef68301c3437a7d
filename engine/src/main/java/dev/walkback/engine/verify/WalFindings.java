package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the contents of segments mean, each by itself and beside its neighbours. */
final class WalFindings {

    private final Cluster cluster;
    private final List<Finding> found = new ArrayList<>();
    /** The segments that a younger timeline's first one goes on from, once they have been looked at. */
    private final Map<Segment, Before> beforeForks = new HashMap<>();

    private final Set<Segment> forks = new HashSet<>();
    private long further;

    WalFindings(Cluster cluster) {
        this.cluster = cluster;
        cluster.timelines().forEach(wal -> beforeFork(wal).ifPresent(forks::add));
    }

    /** On the parent, the one in front of where this timeline begins: empty where that one's first segment is not stored. */
    private static Optional<Segment> beforeFork(TimelineWal wal) {
        Optional<TimelineHistory.Switch> left = wal.history().optional().flatMap(TimelineHistory::parent);
        if (left.isEmpty() || wal.segments().count() == 0) {
            return Optional.empty();
        }
        Segment first = wal.segments().at(0).segment();
        return first.number() > 0 && first.size().numberOf(left.get().at()) == first.number()
                ? Optional.of(first.previous().on(left.get().from()))
                : Optional.empty();
    }

    List<Finding> found() {
        return found;
    }

    long further() {
        return further;
    }

    /** The last sound segment, and where the last record began that is known of. */
    private record Before(Segment segment, SegmentContent content, Lsn lastRecord) {}

    /**
     * @param contents one for each object of the shelf; null for an empty one, and for one that could not be read
     * @param whys what kept an object from being read or decoded
     */
    void timeline(TimelineWal wal, @Nullable SegmentContent[] contents, Map<Integer, String> whys) {
        WalShelf shelf = wal.segments();
        Before before = beforeFork(wal)
                .map(beforeForks::get)
                .map(fork -> new Before(fork.segment().on(wal.timeline()), fork.content(), fork.lastRecord()))
                .orElse(null);
        for (int i = 0; i < contents.length; ) {
            Segment segment = shelf.at(i).segment();
            int copies = copies(shelf, i);
            SegmentContent sound = null;
            for (int copy = i; copy < i + copies; copy++) {
                SegmentContent content = contents[copy];
                boolean isSound = single(wal, shelf.at(copy), content, whys.get(copy), copy == shelf.count() - 1);
                if (isSound && content != null && sound != null && sound.digest() != content.digest()) {
                    add(Finding.of(FindingCode.SEGMENT_DIFFERS, segment.name())
                            .with("key", shelf.at(i).fileName())
                            .with("other", shelf.at(copy).fileName()));
                }
                sound = isSound && sound == null ? content : sound;
            }
            before = sound == null ? null : beside(before, segment, sound);
            if (before != null && forks.contains(segment)) {
                beforeForks.put(segment, before);
            }
            i += copies;
        }
    }

    private static int copies(WalShelf shelf, int from) {
        int copies = 1;
        while (from + copies < shelf.count()
                && shelf.at(from + copies).segment().equals(shelf.at(from).segment())) {
            copies++;
        }
        return copies;
    }

    /** @return whether it can be held against its neighbours */
    private boolean single(
            TimelineWal wal,
            WalShelf.Stored stored,
            @Nullable SegmentContent content,
            @Nullable String why,
            boolean isNewest) {
        if (content == null) {
            add(
                    stored.bytes() == 0
                            ? finding(FindingCode.SEGMENT_EMPTY, stored)
                            : finding(FindingCode.OBJECT_UNREADABLE, stored).with("why", String.valueOf(why)));
            return false;
        }
        if (content.flaw().isOfWhole()) {
            add(wrong(stored, content, why));
            return false;
        }
        SystemIdentifier expected = cluster.identifier();
        if (expected != null && content.systemIdentifier() != expected.bits()) {
            add(finding(FindingCode.SEGMENT_FOREIGN, stored)
                    .with("found", new SystemIdentifier(content.systemIdentifier()))
                    .with("expected", expected));
            return false;
        }
        timelineFlaw(wal, stored, content).ifPresent(this::add);
        if (!content.isWhole()) {
            // the newest may end where its server stopped; one that others follow may not
            add(finding(isNewest ? FindingCode.SEGMENT_ENDS_EARLY : FindingCode.SEGMENT_DAMAGED, stored)
                    .with("at", content.flawAt())
                    .with("why", content.flaw().word()));
            return false;
        }
        return true;
    }

    private static Finding wrong(WalShelf.Stored stored, SegmentContent content, @Nullable String why) {
        return switch (content.flaw()) {
            case LENGTH ->
                finding(FindingCode.SEGMENT_WRONG_SIZE, stored)
                        .with("found", content.bytes())
                        .with("expected", stored.segment().size().bytes());
            case OTHER_SIZE ->
                finding(FindingCode.SEGMENT_OTHER_SIZE, stored)
                        .with("found", content.segmentBytes())
                        .with("expected", stored.segment().size().bytes());
            case MISPLACED ->
                finding(FindingCode.SEGMENT_MISPLACED, stored)
                        .with("found", content.address())
                        .with("expected", stored.segment().start());
            case TIMELINE ->
                finding(FindingCode.SEGMENT_MISPLACED, stored)
                        .with("at", content.flawAt())
                        .with("why", content.flaw().word());
            default ->
                finding(FindingCode.SEGMENT_DAMAGED, stored)
                        .with("why", why == null ? content.flaw().word() : why);
        };
    }

    /** Where a timeline begins its segment opens with pages of its parent, up to where that was left, and with no others. */
    private static Optional<Finding> timelineFlaw(TimelineWal wal, WalShelf.Stored stored, SegmentContent content) {
        Optional<TimelineHistory> history = wal.history().optional();
        if (content.firstTimeline() == wal.timeline().id() || history.isEmpty()) {
            return Optional.empty();
        }
        Timeline first = new Timeline(content.firstTimeline());
        boolean fits = history.get()
                .leftAt(first)
                .filter(left -> stored.segment().start().isBefore(left))
                .isPresent();
        return fits
                ? Optional.empty()
                : Optional.of(finding(FindingCode.SEGMENT_MISPLACED, stored).with("found-timeline", first));
    }

    private Before beside(@Nullable Before before, Segment segment, SegmentContent content) {
        boolean begins = !content.lastRecord().equals(Lsn.NONE);
        if (before == null || !before.segment().next().equals(segment)) {
            return new Before(segment, content, content.lastRecord());
        }
        boolean goesOn =
                content.dropsCarried() || content.carried() == before.content().pending();
        boolean follows = content.dropsCarried()
                || content.firstPrevious().equals(Lsn.NONE)
                || before.lastRecord().equals(Lsn.NONE)
                || content.firstPrevious().equals(before.lastRecord());
        if (!goesOn || !follows) {
            add(Finding.of(FindingCode.SEGMENTS_APART, segment.name())
                    .with("previous", before.segment())
                    .with("why", goesOn ? "record-previous" : "continuation"));
        }
        return new Before(segment, content, begins ? content.lastRecord() : before.lastRecord());
    }

    private static Finding finding(FindingCode code, WalShelf.Stored stored) {
        return Finding.of(code, stored.segment().name()).with("key", "wal_005/" + stored.fileName());
    }

    private void add(Finding finding) {
        if (found.size() < WalContentReport.MOST_FINDINGS) {
            found.add(finding);
        } else {
            further++;
        }
    }
}
