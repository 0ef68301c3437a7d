package dev.walkback.engine.restore.rates;

import dev.walkback.engine.restore.choice.Rates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast it went here before, in a small file: a line for each kind of work, its name and bytes a second. What was measured last
 * counts as much as all before it. A file that cannot be read counts as none, and one that cannot be written is let be.
 */
public final class MeasuredRates {

    /** What took less says more of starting than of working. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final int MOST_BYTES = 1 << 12;
    private static final int LONGEST_NUMBER = 15;
    private static final String FETCH = "fetch";
    private static final String REPLAY = "replay";

    private final Path file;

    public MeasuredRates(Path file) {
        this.file = file;
    }

    public Rates rates() {
        OptionalLong fetch = known(FETCH);
        OptionalLong replay = known(REPLAY);
        return new Rates(
                fetch.orElse(Rates.UNMEASURED.fetchBytesPerSecond()),
                replay.orElse(Rates.UNMEASURED.replayBytesPerSecond()),
                fetch.isPresent(),
                replay.isPresent());
    }

    /** @param bytes as stored, that were unpacked and put on the disk */
    public void fetched(long bytes, Duration took) {
        measured(FETCH, bytes, took);
    }

    /** @param bytes of decoded WAL that a server replayed */
    public void replayed(long bytes, Duration took) {
        measured(REPLAY, bytes, took);
    }

    private void measured(String what, long bytes, Duration took) {
        if (took.compareTo(SHORTEST) < 0 || bytes <= 0) {
            return;
        }
        long now = Math.max(1, Math.round(bytes / (took.toMillis() / 1000.0)));
        OptionalLong before = known(what);
        long rate = before.isPresent() ? Math.max(1, (before.getAsLong() + now) / 2) : now;
        String other = what.equals(FETCH) ? REPLAY : FETCH;
        StringBuilder text =
                new StringBuilder().append(what).append(' ').append(rate).append('\n');
        known(other).ifPresent(it -> text.append(other).append(' ').append(it).append('\n'));
        try {
            Path folder = file.resolveSibling("").toAbsolutePath();
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "rates-", ".tmp");
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException guessedAgainNextTime) {
            // an estimate is not worth a failure
        }
    }

    private OptionalLong known(String what) {
        Pattern line = Pattern.compile("(?m)^" + what + " ([1-9][0-9]{0," + (LONGEST_NUMBER - 1) + "})$");
        try {
            if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
                return OptionalLong.empty();
            }
            Matcher found = line.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
    }
}
