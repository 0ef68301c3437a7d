package dev.walkback.shell.report;

import dev.walkback.shell.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;

/**
 * Tells on standard error how far something is, once it takes more than a second. Told of every few bytes by any thread, so it
 * must be cheap: it looks at the clock, and speaks at most four times a second on a terminal, once a second in JSON, else at
 * every tenth or every thirty seconds, whichever is later.
 */
public final class Progress implements LongConsumer, AutoCloseable {

    /** For a total that nobody knows. */
    public static final long UNKNOWN = -1;

    private static final String CLEAR = "\r\033[K";
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Console console;
    private final Style style;
    private final String what;
    private final long total;
    private final Instant started;
    private Instant spoken;
    private long done;
    private int tenth;
    private boolean onScreen;
    private boolean over;

    /** @param what is being done, such as {@code put a/b}; made harmless here */
    public Progress(Console console, Style style, String what, long total) {
        this.console = console;
        this.style = style;
        this.what = Text.safe(what, style.ascii());
        this.total = total;
        this.started = console.clock().instant();
        this.spoken = started;
    }

    @Override
    public synchronized void accept(long moreBytes) {
        done += moreBytes;
        if (style.progress() == Style.Progress.NONE || over) {
            return;
        }
        Instant now = console.clock().instant();
        if (Duration.between(started, now).compareTo(SILENCE) < 0) {
            return;
        }
        Duration pause = Duration.between(spoken, now);
        switch (style.progress()) {
            case LINE -> {
                if (pause.toMillis() >= 250) {
                    say(CLEAR + cut(line(now)), now);
                    onScreen = true;
                }
            }
            case LINES -> {
                if (pause.toSeconds() >= 30 && (total <= 0 || done * 10 / total > tenth)) {
                    tenth = total <= 0 ? 0 : (int) (done * 10 / total);
                    say(lineForPipe() + "\n", now);
                }
            }
            case JSON -> {
                if (pause.toMillis() >= 1000) {
                    json(now);
                }
            }
            case NONE -> {}
        }
    }

    /** {@code put a/b   61 %   153 MiB of 251 MiB   31 MiB/s   ~3 s left}. */
    String line(Instant now) {
        double seconds = Math.max(0.001, Duration.between(started, now).toMillis() / 1000.0);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(what);
        if (total > 0) {
            line.append("   ").append(Math.min(100, done * 100 / total)).append(" %   ");
            line.append(Text.size(done)).append(" of ").append(Text.size(total));
        } else {
            line.append("   ").append(Text.size(done));
        }
        line.append("   ").append(Text.size((long) rate)).append("/s");
        if (total > done && rate > 0) {
            line.append("   ~").append(Text.lasting(left(rate))).append(" left");
        }
        return line.toString();
    }

    private Duration left(double rate) {
        return Duration.ofSeconds((long) Math.ceil((total - done) / rate));
    }

    private String lineForPipe() {
        return what + ": " + (total > 0 ? done * 100 / total + " % " : "") + "(" + Text.size(done) + ")";
    }

    /** A line that wraps could not be written over. */
    private String cut(String line) {
        return line.length() < console.width() ? line : line.substring(0, console.width() - 1);
    }

    private void json(Instant now) {
        spoken = now;
        try {
            JsonPage.progress(what, done, total, console.err());
            console.err().flush();
        } catch (IOException nobodyReads) {
            over = true;
        }
    }

    private void say(String text, Instant now) {
        spoken = now;
        try {
            console.err().write(text.getBytes(StandardCharsets.UTF_8));
            console.err().flush();
        } catch (IOException nobodyReads) {
            over = true;
        }
    }

    /** Takes the line off the screen. */
    @Override
    public synchronized void close() {
        over = true;
        if (onScreen) {
            onScreen = false;
            say(CLEAR, spoken);
        }
    }
}
