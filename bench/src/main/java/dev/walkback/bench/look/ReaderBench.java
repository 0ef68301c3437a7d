package dev.walkback.bench.look;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.DocumentCache;
import dev.walkback.engine.archive.ReadingLimits;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.s3.S3Client;

/** The reader in one process, as a running prompt has it: connected, and warm after the first look. */
final class ReaderBench {

    private final ServedArchive served;
    private final int runs;

    ReaderBench(ServedArchive served, int runs) {
        this.served = served;
        this.runs = runs;
    }

    void run() throws Exception {
        MadeArchive made = served.archive();
        Cost.heading("in one process: " + made.segments() + " segments, " + made.backups() + " backups");
        try (Storage far = served.far();
                S3Client client = served.farClient()) {
            List<Cost> looks = costs(() -> look(far, DocumentCache.NONE), runs + 1);
            Cost.print("first look, nothing connected or compiled", looks.subList(0, 1));
            Cost.print("look", looks.subList(1, looks.size()));
            KeptDocuments kept = new KeptDocuments();
            look(far, kept);
            Cost.print("look, documents known", costs(() -> look(far, kept), runs));
            Archive archive = look(far, kept);
            Cluster cluster = archive.clusters().getFirst();
            check(cluster, made);
            Cost.print("windows of an opened archive", costs(() -> RecoveryWindows.of(cluster), runs));
            for (int workers : new int[] {1, 8}) {
                Paging.count(served, client, workers);
                Cost.print(
                        "the server's own paging, " + workers + " workers",
                        costs(() -> Paging.count(served, client, workers), runs));
            }
        }
    }

    private static void check(Cluster cluster, MadeArchive made) {
        int backups = cluster.backups().size();
        if (backups != made.backups()) {
            throw new IllegalStateException(backups + " backups were found of " + made.backups());
        }
    }

    private static Archive look(Storage far, DocumentCache cache) {
        Archive archive = new ArchiveReader(Clock.systemUTC(), cache, ReadingLimits.USUAL, seen -> {})
                .read(far, Layers.unencrypted());
        if (!archive.complete()) {
            throw new IllegalStateException("the look broke off: " + archive.findings());
        }
        return archive;
    }

    private List<Cost> costs(Callable<?> work, int times) throws Exception {
        List<Cost> costs = new ArrayList<>();
        for (int run = 0; run < times; run++) {
            LongLine.Traffic before = served.line().traffic();
            pools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long cpu = cpuNanos();
            long begun = System.nanoTime();
            work.call();
            double wall = (System.nanoTime() - begun) / 1e9;
            costs.add(new Cost(
                    wall,
                    (cpuNanos() - cpu) / 1e9,
                    pools().stream()
                                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                    .sum()
                            / 1048576.0,
                    served.line().traffic().since(before)));
        }
        return costs;
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Of this process, which carries the line too. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
