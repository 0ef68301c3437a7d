package dev.walkback.shell.report;

import dev.walkback.shell.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells on standard error what is being waited for, when no total is known: on a terminal after a moment and four times a second
 * at most, elsewhere every thirty seconds.
 */
public final class Waiting implements AutoCloseable {

    private static final String CLEAR = "\r\033[K";
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration FRAME = Duration.ofMillis(250);
    private static final Duration LINE = Duration.ofSeconds(30);

    private final Console console;
    private final Style style;
    private final Instant started;
    private Instant spoken;
    private boolean onScreen;

    public Waiting(Console console, Style style) {
        this.console = console;
        this.style = style;
        this.started = console.clock().instant();
        this.spoken = Instant.MIN;
    }

    public void told(String sentence) {
        Instant now = console.clock().instant();
        Duration waited = Duration.between(started, now);
        Instant last = onScreen || spoken.isAfter(started) ? spoken : started;
        Duration silent = Duration.between(last, now);
        String said = sentence + ", " + waited.toSeconds() + " s";
        switch (style.progress()) {
            case LINE -> {
                if (waited.compareTo(MOMENT) >= 0 && (!onScreen || silent.compareTo(FRAME) >= 0)) {
                    onScreen = true;
                    say(CLEAR + (said.length() < console.width() ? said : said.substring(0, console.width() - 1)), now);
                }
            }
            case LINES -> {
                if (silent.compareTo(LINE) >= 0) {
                    say(said + "\n", now);
                }
            }
            case JSON, NONE -> {}
        }
    }

    private void say(String text, Instant now) {
        spoken = now;
        try {
            console.err().write(text.getBytes(StandardCharsets.UTF_8));
            console.err().flush();
        } catch (IOException nobodyReads) {
            // there is no other place to say it
        }
    }

    /** Takes the line off the screen. */
    @Override
    public void close() {
        if (onScreen) {
            onScreen = false;
            say(CLEAR, spoken);
        }
    }
}
