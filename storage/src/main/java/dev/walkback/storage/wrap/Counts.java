package dev.walkback.storage.wrap;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has been asked of a storage so far. Any thread may count, and look. */
public final class Counts {

    /** The kinds of call. */
    public enum Call {
        LIST,
        ENTRIES,
        STAT,
        READ,
        WRITE,
        COPY,
        DELETE,
        VERSIONS,
        DELETE_VERSIONS
    }

    private final Map<Call, LongAdder> calls = new ConcurrentHashMap<>();
    private final LongAdder read = new LongAdder();
    private final LongAdder written = new LongAdder();

    void count(Call call) {
        calls.computeIfAbsent(call, _ -> new LongAdder()).increment();
    }

    void countRead(int bytes) {
        read.add(bytes);
    }

    void countWritten(int bytes) {
        written.add(bytes);
    }

    public long calls(Call call) {
        LongAdder count = calls.get(call);
        return count == null ? 0 : count.sum();
    }

    /** All kinds that were asked for, in the order of their declaration. */
    public Map<Call, Long> calls() {
        Map<Call, Long> sums = new TreeMap<>();
        calls.forEach((call, count) -> sums.put(call, count.sum()));
        return sums;
    }

    public long bytesRead() {
        return read.sum();
    }

    /** Handed over to be stored, those of failed attempts included. */
    public long bytesWritten() {
        return written.sum();
    }
}
