package dev.walkback.bench.look;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.storage.layer.Layers;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Locale;

/** What an archive of very many segments weighs in memory. Arguments: numbers of segments. Run it with a heap it must fit. */
final class HeapBench {

    private HeapBench() {}

    public static void main(String[] arguments) {
        System.out.printf("%nheap of %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
        for (String segments : arguments) {
            long begun = System.nanoTime();
            Archive archive = ArchiveReader.plain(Clock.systemUTC())
                    .read(new NamesAlone(Integer.parseInt(segments)), Layers.unencrypted());
            double wall = (System.nanoTime() - begun) / 1e9;
            System.gc();
            long held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    Locale.ROOT,
                    "%9s segments   read in %.3f s   held %.1f MiB   %s%n",
                    segments,
                    wall,
                    held / 1048576.0,
                    archive.complete() ? "complete" : "NOT COMPLETE " + archive.findings());
        }
    }
}
