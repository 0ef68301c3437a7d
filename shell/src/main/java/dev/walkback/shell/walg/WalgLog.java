package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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
    private final ZoneId zone;
    private volatile Level level = Level.NORMAL;

    WalgLog(OutputStream err, Clock clock, ZoneId zone) {
        this.err = err;
        this.clock = clock;
        this.zone = zone;
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
        String line = name + ": " + TIME.format(clock.instant().atZone(zone)) + " " + text + "\n";
        try {
            err.write(line.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException nobodyReads) {
            // a log that cannot be written must not stop the archiving it speaks of
        }
    }
}
