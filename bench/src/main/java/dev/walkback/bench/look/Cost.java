package dev.walkback.bench.look;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one run cost.
 *
 * @param memory the most that it held, in MiB; 0 where that was not looked at
 */
record Cost(double wall, double cpu, double memory, LongLine.Traffic traffic) {

    /** Prints the median of each, and how far the wall seconds spread. */
    static void print(String what, List<Cost> costs) {
        LongLine.Traffic traffic = costs.getLast().traffic();
        System.out.printf(
                Locale.ROOT,
                "%-46s %5d %5d %8.1f   %7.3f (%.3f to %.3f)   %6.2f   %5.0f%n",
                what,
                traffic.requests(),
                traffic.connections(),
                traffic.received() / 1024.0,
                median(costs, Cost::wall),
                costs.stream().mapToDouble(Cost::wall).min().orElseThrow(),
                costs.stream().mapToDouble(Cost::wall).max().orElseThrow(),
                median(costs, Cost::cpu),
                median(costs, Cost::memory));
    }

    static void heading(String what) {
        System.out.printf(
                "%n%s%n%-46s %5s %5s %8s   %-25s   %6s   %5s%n",
                what, "", "reqs", "conns", "KiB in", "wall s median (spread)", "cpu s", "MiB");
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
