package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.codec.Codecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files of WAL belong to a copy, and which of those that should be there were not seen. Histories always belong: they are small,
 * and without them no timeline's past is known.
 */
final class WantedWal {

    static final String FOLDER = "wal_005/";

    private static final int DIGITS = 24;

    /** Of one backup; a document that lies can ask for any number. */
    private static final int MOST_TOLD = 1000;

    private final SegmentSize size;
    private final boolean onward;
    private final List<Span> spans = new ArrayList<>();
    private final Map<Integer, Segment> latest = new HashMap<>();
    private final List<WalLack> lacks = new ArrayList<>();
    private @Nullable Segment earliest;

    /** @param onward whether all later WAL is wanted as well */
    WantedWal(SegmentSize size, boolean onward) {
        this.size = size;
        this.onward = onward;
    }

    /** What one backup needs, from first to last. */
    private record Span(BackupName backup, boolean asked, Segment first, Segment last, Set<Long> seen) {

        boolean has(Segment segment) {
            return segment.timeline().equals(first.timeline())
                    && segment.number() >= first.number()
                    && segment.number() <= last.number();
        }
    }

    /** @param asked false where it is wanted only for what stands on it */
    void add(BackupName backup, boolean asked, Segment first, Segment last) {
        spans.add(new Span(backup, asked, first, last, new HashSet<>()));
        if (asked && (earliest == null || first.name().compareTo(earliest.name()) < 0)) {
            earliest = first;
        }
    }

    void addUntold(BackupName backup) {
        lacks.add(new WalLack.Untold(backup));
    }

    /** Told of each object of the folder in order. */
    boolean wants(String key) {
        return wants(WalFile.named(plain(key.substring(FOLDER.length()))));
    }

    private boolean wants(WalFile file) {
        return switch (file) {
            case WalFile.History _ -> true;
            case WalFile.Whole(WalFile.Digits digits) ->
                digits.in(size).filter(this::takes).isPresent();
            case WalFile.Partial(WalFile.Digits digits) -> isNear(digits);
            case WalFile.BackupHistory(WalFile.Digits digits, long _) -> isNear(digits);
            case WalFile.DeltaMap(WalFile.Digits digits) -> isNear(digits);
            case WalFile.Metadata(String of) -> isNear(of);
            case WalFile.Unknown _ -> false;
        };
    }

    private boolean takes(Segment segment) {
        boolean wanted = false;
        for (Span span : spans) {
            if (span.has(segment)) {
                span.seen().add(segment.number());
                wanted = true;
            }
        }
        boolean later = isOnward(segment);
        if (later) {
            Segment before = latest.put(segment.timeline().id(), segment);
            if (before != null && before.number() + 1 < segment.number()) {
                lacks.add(new WalLack.Hole(before, segment));
            }
        }
        return wanted || later;
    }

    private boolean isNear(WalFile.Digits digits) {
        return digits.in(size).filter(this::isNear).isPresent();
    }

    private boolean isNear(Segment segment) {
        return isOnward(segment) || spans.stream().anyMatch(span -> span.has(segment));
    }

    private boolean isOnward(Segment segment) {
        return onward && earliest != null && segment.name().compareTo(earliest.name()) >= 0;
    }

    /** Of one file, or of those that begin with 23 digits. */
    private boolean isNear(String of) {
        if (of.length() > DIGITS - 1) {
            WalFile file = WalFile.named(of);
            return switch (file) {
                case WalFile.Whole(WalFile.Digits digits) -> isNear(digits);
                case WalFile.Metadata _, WalFile.Unknown _ -> false;
                default -> wants(file);
            };
        }
        return spans.stream()
                        .anyMatch(
                                span -> of.compareTo(group(span.first())) >= 0 && of.compareTo(group(span.last())) <= 0)
                || (onward && earliest != null && of.compareTo(group(earliest)) >= 0);
    }

    private static String group(Segment segment) {
        return segment.name().substring(0, DIGITS - 1);
    }

    /** After all of the folder was told. */
    List<WalLack> lacks() {
        List<WalLack> all = new ArrayList<>(lacks);
        for (Span span : spans) {
            int told = 0;
            for (long number = span.first().number(); number <= span.last().number() && told < MOST_TOLD; number++) {
                if (!span.seen().contains(number)) {
                    told++;
                    Segment segment = new Segment(span.first().timeline(), number, size);
                    all.add(
                            span.asked()
                                    ? new WalLack.OfBackup(span.backup(), segment)
                                    : new WalLack.OfAncestor(span.backup(), segment));
                }
            }
        }
        return all;
    }

    private static String plain(String name) {
        int dot = name.lastIndexOf('.');
        Optional<?> codec = dot < 0 ? Optional.empty() : Codecs.withExtension(name.substring(dot + 1));
        return codec.isPresent() ? name.substring(0, dot) : name;
    }
}
