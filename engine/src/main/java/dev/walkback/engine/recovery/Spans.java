package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spans of one timeline that neither overlap nor touch, ascending: an archive may have a gap after every other segment. */
record Spans(List<Span> all) {

    Spans {
        all = List.copyOf(all);
    }

    /** Joins spans that are ascending by where they begin. */
    static Spans joining(List<Span> ascending) {
        List<Span> joined = new ArrayList<>(ascending.size());
        for (Span span : ascending) {
            if (!joined.isEmpty() && !joined.getLast().to().isBefore(span.from())) {
                Span before = joined.removeLast();
                Lsn to = before.to().isBefore(span.to()) ? span.to() : before.to();
                joined.add(new Span(before.timeline(), before.from(), to));
            } else {
                joined.add(span);
            }
        }
        return new Spans(joined);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The span that the byte at this position is in. */
    Optional<Span> covering(Lsn position) {
        return lastFromAtMost(position).filter(span -> span.covers(position));
    }

    /** The last that begins at this position or before it. */
    Optional<Span> lastFromAtMost(Lsn position) {
        int index = indexAfter(position) - 1;
        return index < 0 ? Optional.empty() : Optional.of(all.get(index));
    }

    /** The first that begins after this position. */
    Optional<Span> firstFromAfter(Lsn position) {
        int index = indexAfter(position);
        return index == all.size() ? Optional.empty() : Optional.of(all.get(index));
    }

    /** Those that hold bytes at this position or after it. */
    List<Span> endingAfter(Lsn position) {
        int index = indexAfter(position);
        boolean reachesIn = index > 0 && position.isBefore(all.get(index - 1).to());
        return all.subList(reachesIn ? index - 1 : index, all.size());
    }

    private int indexAfter(Lsn position) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position.isBefore(all.get(middle).from())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
