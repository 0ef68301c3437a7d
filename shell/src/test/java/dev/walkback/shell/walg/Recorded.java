package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One answer of WAL-G's, as an archive's {@code answers/} keep it.
 *
 * @param settings that stand in front of the command
 * @param words of the command
 */
record Recorded(String name, Map<String, String> settings, List<String> words, String out, String err, int exit) {

    private static final Pattern STAMP =
            Pattern.compile("^([A-Z]+): \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ");
    private static final Pattern SEGMENT = Pattern.compile("Current WAL segment: ([0-9A-F]{24})");
    private static final List<String> LOOKING = List.of("backup-list", "wal-show", "wal-verify");

    /** What WAL-G answered to the commands that look, in one folder of answers. */
    static List<Recorded> in(Path answers) {
        try (Stream<Path> files = Files.list(answers)) {
            return files.filter(file -> file.toString().endsWith(".cmd"))
                    .sorted()
                    .map(Recorded::read)
                    .filter(answer -> LOOKING.contains(answer.words().getFirst()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorded read(Path command) {
        try {
            String base = command.toString().replaceFirst("\\.cmd$", "");
            Map<String, String> settings = new HashMap<>();
            List<String> words =
                    new ArrayList<>(List.of(Files.readString(command).strip().split(" ", -1)));
            while (words.getFirst().contains("=")) {
                String[] setting = words.removeFirst().split("=", 2);
                settings.put(setting[0], setting[1]);
            }
            words.removeFirst();
            return new Recorded(
                    command.getFileName().toString().replaceFirst("\\.cmd$", ""),
                    settings,
                    words,
                    Files.readString(Path.of(base + ".out")),
                    Files.readString(Path.of(base + ".err")),
                    Integer.parseInt(Files.readString(Path.of(base + ".rc")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The words with which the answer can be repeated without the server that was asked then: its position is told by the log.
     * Empty when the log does not tell it.
     */
    Optional<List<String>> repeatable(long segmentMebibytes) {
        if (!words.getFirst().equals("wal-verify") || words.contains("--lsn")) {
            return Optional.of(words);
        }
        Matcher segment = SEGMENT.matcher(err);
        if (!segment.find()) {
            return Optional.empty();
        }
        String name = segment.group(1);
        long perLog = 4096 / segmentMebibytes;
        long number = Long.parseLong(name, 8, 16, 16) * perLog + Long.parseLong(name, 16, 24, 16);
        // WAL-G takes the segment of the byte before
        long lsn = ((number + 1) * segmentMebibytes) << 20;
        List<String> repeated = new ArrayList<>(words);
        repeated.addAll(List.of(
                "--lsn",
                "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFF_FFFFL),
                "--timeline",
                Integer.toString(Integer.parseInt(name, 0, 8, 16))));
        return Optional.of(repeated);
    }

    /** The two checks of wal-verify's text stand in random order there, in ours integrity comes first. */
    String outInOrder() {
        int integrity = out.indexOf("[wal-verify] integrity check status");
        return integrity > 0 ? out.substring(integrity) + out.substring(0, integrity) : out;
    }

    /** What a log says, without its times; in alphabetical order, because of the random order of checks. */
    static List<String> said(String log) {
        return log.lines()
                .map(line -> STAMP.matcher(line).replaceFirst("$1: "))
                .filter(line -> !line.isEmpty() && !line.contains("Current WAL segment: "))
                .sorted()
                .toList();
    }
}
