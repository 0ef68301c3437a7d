package dev.walkback.bench.look;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whole commands, ours by both faces and WAL-G's, run in turn. Ours with a cache folder of its own that is empty at each run, then
 * with one that stays.
 */
final class CommandBench {

    private final Path checkout;
    private final Path folder;
    private final @Nullable String walg;
    private final int runs;

    CommandBench(Path checkout, Path folder, @Nullable String walg, int runs) {
        this.checkout = checkout;
        this.folder = folder;
        this.walg = walg;
        this.runs = runs;
    }

    /** @param end the position to verify up to */
    void run(String heading, Map<String, String> archive, String end, @Nullable LongLine line)
            throws IOException, InterruptedException {
        Cost.heading(heading);
        Map<Command, List<Cost>> costs = new LinkedHashMap<>();
        for (String words : List.of("backup list", "wal show", "wal verify", "window list")) {
            costs.put(
                    ours("walkback " + words, "scripts/walkback", words + " --json", archive, "new"),
                    new ArrayList<>());
            costs.put(ours("  again", "scripts/walkback", words + " --json", archive, "kept"), new ArrayList<>());
        }
        for (String words : List.of(
                "backup-list --detail --json",
                "wal-show --detailed-json",
                "wal-verify integrity timeline --json --timeline 1 --lsn " + end)) {
            costs.put(
                    ours("our wal-g " + words.split(" --", 2)[0], "scripts/wal-g", words, archive, "new"),
                    new ArrayList<>());
            if (walg != null) {
                List<String> line1 = new ArrayList<>(List.of(walg));
                line1.addAll(List.of(words.split(" ", -1)));
                costs.put(new Command("  WAL-G", archive, line1), new ArrayList<>());
            }
        }
        List<Command> failed = new ArrayList<>();
        for (Command command : costs.keySet()) {
            fresh();
            try {
                command.cost(line);
            } catch (IllegalStateException failure) {
                System.out.println("left out: " + failure.getMessage());
                failed.add(command);
            }
        }
        failed.forEach(costs::remove);
        for (int run = 0; run < runs; run++) {
            for (Map.Entry<Command, List<Cost>> each : costs.entrySet()) {
                fresh();
                each.getValue().add(each.getKey().cost(line));
            }
        }
        costs.forEach((command, all) -> Cost.print(command.what(), all));
    }

    private Command ours(String what, String launcher, String words, Map<String, String> archive, String cache) {
        Map<String, String> environment = new HashMap<>(archive);
        environment.put("XDG_CACHE_HOME", folder.resolve(cache).toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("no-config").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        List<String> line = new ArrayList<>(List.of(checkout.resolve(launcher).toString()));
        line.addAll(List.of(words.split(" ", -1)));
        return new Command(what, environment, line);
    }

    private void fresh() throws IOException {
        Path cache = folder.resolve("new");
        if (Files.exists(cache)) {
            try (var files = Files.walk(cache)) {
                for (Path each :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(cache);
    }
}
