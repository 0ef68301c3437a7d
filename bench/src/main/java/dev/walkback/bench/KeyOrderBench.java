package dev.walkback.bench;

import dev.walkback.storage.Keys;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the order of object stores costs beside String's own, over 100,000 names of segments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KeyOrderBench {

    private String[] keys = {};

    @Setup
    public void name() {
        keys = new Random(1)
                .longs(100_000, 0, 1L << 32)
                .mapToObj(number -> "wal_005/00000001%016X.lz4".formatted(number))
                .toArray(String[]::new);
    }

    @Benchmark
    public String[] byOurOrder() {
        return sorted(Keys.ORDER);
    }

    @Benchmark
    public String[] byStringsOwn() {
        return sorted(Comparator.naturalOrder());
    }

    private String[] sorted(Comparator<String> order) {
        String[] copy = keys.clone();
        Arrays.sort(copy, order);
        return copy;
    }
}
