package dev.walkback.bench.look;

import dev.walkback.testing.Components;
import dev.walkback.testing.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Looks at archives over S3 behind a round trip of 20 ms: the reader by itself, then whole commands, ours and WAL-G's in turn.
 * Arguments: the checkout, a folder, runs, a wal-g binary or nothing, which server, and numbers of segments.
 */
final class LookBench {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);
    private static final int BACKUPS = 200;

    private LookBench() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[2]);
        Path folder = Path.of(arguments[1]);
        CommandBench commands =
                new CommandBench(Path.of(arguments[0]), folder, arguments[3].isEmpty() ? null : arguments[3], runs);
        for (String segments : arguments[5].split(",", -1)) {
            MadeArchive made = new MadeArchive(Integer.parseInt(segments), BACKUPS);
            Path here = made.in(folder.resolve("of-" + segments));
            commands.run(
                    "whole commands on a local folder: " + segments + " segments",
                    Map.of("WALG_FILE_PREFIX", here.toString()),
                    made.end(),
                    null);
        }
        try (S3Server server = arguments[4].equals("radosgw") ? Components.radosgw() : Components.s3proxy()) {
            System.out.println("server: " + arguments[4] + ", round trip " + ROUND_TRIP.toMillis() + " ms");
            for (String segments : arguments[5].split(",", -1)) {
                MadeArchive made = new MadeArchive(Integer.parseInt(segments), BACKUPS);
                try (ServedArchive served = ServedArchive.on(server, "of-" + segments, made, ROUND_TRIP)) {
                    new ReaderBench(served, runs).run();
                    commands.run(
                            "whole commands over S3: " + segments + " segments",
                            served.environment(),
                            made.end(),
                            served.line());
                }
            }
        }
        // the line's threads are daemons, and the SDK's keep nobody waiting
        System.exit(0);
    }
}
