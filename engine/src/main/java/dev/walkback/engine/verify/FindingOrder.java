package dev.walkback.engine.verify;

import java.util.Comparator;

/** The order in which findings are told. Sorting is stable, so what is alike stays in the order of the history. */
final class FindingOrder {

    static final Comparator<Weighed> MOST_WEIGHT_FIRST = Comparator.comparing(Weighed::severity)
            .reversed()
            .thenComparing(Comparator.comparing(Weighed::costsSomething).reversed());

    private FindingOrder() {}
}
