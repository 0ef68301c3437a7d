package dev.walkback.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes and reads the same bytes by our S3 storage and by the SDK alone, in turn, with 1, 2, 4 and 8 streams that share
 * them. Prints medians of wall and CPU seconds (of this process: the server's are its own). Arguments: endpoint, MiB, runs, a
 * folder for one file, and streams.
 */
final class S3Throughput {

    private static final long MIB = 1 << 20;

    private final Side ours;
    private final Side plain;
    private final long mib;
    private final int runs;

    private S3Throughput(Side ours, Side plain, long mib, int runs) {
        this.ours = ours;
        this.plain = plain;
        this.mib = mib;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(arguments[0]);
        try (PlainS3 plain = new PlainS3(endpoint, "bench", "testkey", "testsecret");
                OurS3 ours = new OurS3(endpoint, "bench", "testkey", "testsecret")) {
            plain.makeBucket();
            S3Throughput bench =
                    new S3Throughput(ours, plain, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
            for (String streams : arguments[4].split(",", -1)) {
                bench.with(Integer.parseInt(streams), Path.of(arguments[3]));
            }
        }
    }

    private void with(int streams, Path folder) throws Exception {
        long each = mib * MIB / streams;
        Path content = noise(folder.resolve("content"), each);
        compare(
                "write",
                streams,
                side -> all(streams, number -> {
                    side.write("object-" + number, content);
                    return each;
                }));
        compare("read", streams, side -> all(streams, number -> side.read("object-" + number)));
    }

    private interface Work {
        long by(Side side) throws Exception;
    }

    private void compare(String what, int streams, Work work) throws Exception {
        work.by(ours);
        work.by(plain);
        List<Cost> byUs = new ArrayList<>();
        List<Cost> bySdk = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            byUs.add(cost(ours, streams, work));
            bySdk.add(cost(plain, streams, work));
        }
        print(what, streams, "walkback", byUs);
        print(what, streams, "SDK alone", bySdk);
        System.out.printf(
                "  throughput of walkback to that of the SDK: %.2f by wall, %.2f by CPU%n",
                median(bySdk, true) / median(byUs, true), median(bySdk, false) / median(byUs, false));
    }

    private record Cost(double wall, double cpu) {}

    private Cost cost(Side side, int streams, Work work) throws Exception {
        long begun = System.nanoTime();
        long cpu = cpuNanos();
        long moved = work.by(side);
        Cost cost = new Cost((System.nanoTime() - begun) / 1e9, (cpuNanos() - cpu) / 1e9);
        long promised = mib * MIB / streams * streams;
        if (moved != promised) {
            throw new IllegalStateException(moved + " bytes came instead of " + promised);
        }
        return cost;
    }

    private interface Stream {
        long move(int number) throws Exception;
    }

    private static long all(int streams, Stream stream) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(streams)) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                int number = i;
                work.add(() -> stream.move(number));
            }
            long moved = 0;
            for (Future<Long> done : threads.invokeAll(work)) {
                moved += done.get();
            }
            return moved;
        }
    }

    private void print(String what, int streams, String who, List<Cost> costs) {
        double wall = median(costs, true);
        System.out.printf(
                "%-6s %d streams  %-10s wall s %.3f (%.3f to %.3f)  cpu s %.3f  %.0f MiB/s%n",
                what,
                streams,
                who,
                wall,
                costs.stream().mapToDouble(Cost::wall).min().orElseThrow(),
                costs.stream().mapToDouble(Cost::wall).max().orElseThrow(),
                median(costs, false),
                mib / wall);
    }

    private static double median(List<Cost> costs, boolean wall) {
        double[] sorted = costs.stream()
                .mapToDouble(cost -> wall ? cost.wall() : cost.cpu())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static Path noise(Path file, long length) throws IOException {
        byte[] piece = new byte[1 << 20];
        new Random(1).nextBytes(piece);
        try (var out = Files.newOutputStream(file)) {
            for (long left = length; left > 0; left -= piece.length) {
                out.write(left < piece.length ? Arrays.copyOf(piece, (int) left) : piece);
            }
        }
        return file;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
