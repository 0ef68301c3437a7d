package dev.walkback.engine.wal.change;

import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.change.Changes.Basis;
import dev.walkback.engine.wal.change.Changes.Doubt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which pages changed between two backups without reading them. An answer names every page that may differ: a page that is
 * not in it is, for certain, what it was. Where that cannot be promised the answer is that nothing is known.
 *
 * <p>A file of which nothing is listed did not change but for its size: it may have grown by pages of zeros, which nobody logs.
 */
public final class ChangedPagesSource {

    /** So much WAL after the last summary is read as it is: a server summarizes in arrears. */
    private static final int MOST_AFTER_SUMMARIES = 64;

    private final ChangesRequest request;
    private final ChangedRelations changed;
    private final List<Doubt> doubts = new ArrayList<>();
    private long bytesRead;
    private int summaries;

    private ChangedPagesSource(ChangesRequest request) {
        this.request = request;
        this.changed = new ChangedRelations(request.pagesPerFile());
    }

    /** Never fails for what it finds or does not find; only the storage itself can fail it. */
    public static Changes of(ChangesRequest request) {
        if (request.wish() == DeltaWish.Changes.BY_READING) {
            return Changes.none(List.of());
        }
        if (!request.line().contains(request.parent(), request.parentFinish())
                || request.to().isBefore(request.parentFinish())
                || !request.line().at(request.from()).equals(request.parent())) {
            return Changes.none(
                    List.of(new Doubt(Doubt.Kind.ANOTHER_PAST, request.parent().toString())));
        }
        return new ChangedPagesSource(request).find();
    }

    private Changes find() {
        Lsn known = request.walFolder() == null ? request.from() : summarized(request.walFolder());
        boolean bySummaries = request.wish() == DeltaWish.Changes.BY_SUMMARIES_IF_THERE;
        WalWay rest = WalWay.of(request.line(), request.segmentSize(), known, request.to());
        if (bySummaries && (summaries == 0 || rest.segments() > MOST_AFTER_SUMMARIES)) {
            return none(0, 0);
        }
        SegmentShelf shelf = new SegmentShelf(request.walFolder(), bySummaries ? null : request.wal());
        WalReading reading = new WalReading(rest, request.identifier(), shelf, changed);
        Optional<Doubt> doubt = known.isBefore(request.to()) ? reading.read() : Optional.empty();
        bytesRead += shelf.bytes();
        if (doubt.isPresent()) {
            doubts.add(doubt.get());
            return none(shelf.segments(), reading.mapsUsed());
        }
        return new Changes(
                changed,
                summaries > 0 ? Basis.SUMMARIES : Basis.WAL,
                doubts,
                bytesRead,
                shelf.segments(),
                reading.mapsUsed(),
                summaries);
    }

    private Changes none(int segments, int maps) {
        Changes none = Changes.none(doubts);
        return new Changes(none.pages(), none.basis(), doubts, bytesRead, segments, maps, summaries);
    }

    /** @return up to where the server's summaries tell everything */
    private Lsn summarized(Path walFolder) {
        Summaries there = Summaries.in(walFolder);
        Lsn known = request.from();
        if (!there.areThere()) {
            doubts.add(new Doubt(Doubt.Kind.NO_SUMMARIES, ""));
            return known;
        }
        while (known.isBefore(request.to())) {
            Optional<SummaryFile> next = there.at(known, request.line());
            if (next.isEmpty()) {
                doubts.add(new Doubt(Doubt.Kind.SUMMARY_MISSING, known.toString()));
                return known;
            }
            SummaryFile file = next.get();
            try {
                bytesRead += file.read(changed);
            } catch (IOException damaged) {
                doubts.add(new Doubt(Doubt.Kind.SUMMARY_DAMAGED, file.path().toString()));
                return known;
            }
            summaries++;
            Lsn left = request.line().leftAt(file.timeline()).orElse(Lsn.LAST);
            known = left.isBefore(file.end()) ? left : file.end();
        }
        return known;
    }
}
