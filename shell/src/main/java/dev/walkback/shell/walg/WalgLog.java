package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** Log lines in WAL-G's form: {@code INFO: 2026/11/21 10:34:27.560646 text}. */
final class WalgLog {

    /** What {@code WALG_LOG_LEVEL} says. */
    enum Level {
        ERROR,
        NORMAL,
        DEVEL
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final OutputStream err;
    private final Clock clock;
    private final Function<Instant, ZoneOffset> offsets;
    private volatile Level level = Level.NORMAL;

    WalgLog(OutputStream err, Clock clock, ZoneId zone) {
        this(err, clock, at -> zone.getRules().getOffset(at));
    }

    /** @param offsets of the process's zone; a zone itself takes the JDK long to find */
    WalgLog(OutputStream err, Clock clock, Function<Instant, ZoneOffset> offsets) {
        this.err = err;
        this.clock = clock;
        this.offsets = offsets;
    }

    void only(Level least) {
        this.level = least;
    }

    /** By which its lines are dated, and everything else here. */
    Clock clock() {
        return clock;
    }

    void info(String text) {
        if (level != Level.ERROR) {
            line("INFO", text);
        }
    }

    void warning(String text) {
        if (level != Level.ERROR) {
            line("WARNING", text);
        }
    }

    void error(String text) {
        line("ERROR", text);
    }

    private void line(String name, String text) {
        Instant now = clock.instant();
        String line = name + ": " + TIME.format(now.atOffset(offsets.apply(now))) + " " + text + "\n";
        try {
            err.write(line.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException nobodyReads) {
            // a log that cannot be written must not stop the archiving it speaks of
        }
    }
}
