package dev.walkback.bench.look;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole process and what it costs. Nothing of the environment reaches it but what is given here.
 *
 * @param environment on top of PATH and HOME
 */
record Command(String what, Map<String, String> environment, List<String> words) {

    private static final String TIMED = "TIMEFORMAT='%R %U %S'; { time \"$@\" >/dev/null 2>\"$0\"; } 2>&1";

    /** @throws IllegalStateException when it ends with another code than 0, or 3 for findings */
    Cost cost(@Nullable LongLine line) throws IOException, InterruptedException {
        LongLine.Traffic before = line == null ? new LongLine.Traffic(0, 0, 0) : line.traffic();
        Path errors = Files.createTempFile("walkback-bench", ".err");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED + "; exit $?", errors.toString()));
        timed.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(timed)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        double memory = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            memory = Math.max(memory, peak(process.toHandle()));
        }
        String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String said = Files.readString(errors);
        Files.delete(errors);
        if (process.exitValue() != 0 && process.exitValue() != 3) {
            throw new IllegalStateException(words + " ended with " + process.exitValue() + ":\n" + said);
        }
        String[] seconds = times.split(" ", -1);
        LongLine.Traffic traffic = line == null ? before : line.traffic().since(before);
        return new Cost(
                Double.parseDouble(seconds[0]),
                Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
                memory,
                traffic);
    }

    /** The most that the process, or one that it started, has held in memory so far, in MiB. The kernel keeps count. */
    private static double peak(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each -> highWater(Path.of("/proc", Long.toString(each.pid()), "status")))
                .max()
                .orElse(0);
    }

    private static double highWater(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }
}
