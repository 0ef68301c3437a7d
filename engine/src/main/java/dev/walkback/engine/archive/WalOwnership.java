package dev.walkback.engine.archive;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Shares out WAL among systems. A history file says nothing of whose it is; it is taken for that of the system whose WAL on that
 * timeline begins where the file says that it should.
 */
final class WalOwnership {

    private final Seen seen;
    private final Owners owners;
    private final Map<@Nullable SystemIdentifier, List<WalListing.Found<WalFile.History>>> histories = new HashMap<>();

    WalOwnership(Seen seen, Owners owners, List<Finding> findings) {
        this.seen = seen;
        this.owners = owners;
        for (WalListing.Found<WalFile.History> history : seen.wal().histories()) {
            SystemIdentifier owner = ownerOf(history);
            histories.computeIfAbsent(owner, any -> new ArrayList<>()).add(history);
            if (owner == null && owners.areSeveral()) {
                findings.add(Finding.of(
                        FindingCode.HISTORY_OF_NOBODY, history.file().timeline().historyName()));
            }
        }
    }

    Owners owners() {
        return owners;
    }

    List<WalListing.Found<WalFile.History>> histories(@Nullable SystemIdentifier system) {
        return histories.getOrDefault(system, List.of());
    }

    boolean ownsAny(@Nullable SystemIdentifier system, int from, int to) {
        return IntStream.range(from, to).anyMatch(row -> owners.owns(system, row));
    }

    int[] rowsOf(@Nullable SystemIdentifier system, int from, int to) {
        return IntStream.range(from, to).filter(row -> owners.owns(system, row)).toArray();
    }

    private @Nullable SystemIdentifier ownerOf(WalListing.Found<WalFile.History> history) {
        if (!owners.areSeveral()) {
            return owners.systems().isEmpty() ? null : owners.systems().getFirst();
        }
        WalRows rows = seen.wal().rows();
        int from = rows.firstNotBefore(new WalFile.Digits(history.file().timeline(), 0, 0));
        int to = from < rows.count() && rows.isOn(from, history.file().timeline()) ? rows.endOfTimeline(from) : from;
        List<SystemIdentifier> present = owners.systems().stream()
                .filter(system -> ownsAny(system, from, to))
                .toList();
        List<SystemIdentifier> fitting = present.stream()
                .filter(system -> beginsAt(history, system, rowsOf(system, from, to)[0]))
                .toList();
        List<SystemIdentifier> best = fitting.size() == 1 ? fitting : present;
        return best.size() == 1 ? best.getFirst() : null;
    }

    private boolean beginsAt(WalListing.Found<WalFile.History> history, SystemIdentifier system, int row) {
        SegmentSize size = owners.size(system).orElse(SegmentSize.USUAL);
        Optional<TimelineHistory.Switch> parent =
                Seen.of(history.object(), seen.histories()).optional().flatMap(TimelineHistory::parent);
        return parent.isPresent()
                && digits(row)
                        .in(size)
                        .filter(first ->
                                first.number() == size.numberOf(parent.get().at()))
                        .isPresent();
    }

    private WalFile.Digits digits(int row) {
        return seen.wal().rows().digits(row);
    }
}
