package dev.walkback.engine.walreceive;

import java.time.Duration;

/** How long to wait before something is tried again: twice as long each time, up to a limit. */
final class Pause {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    Pause(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        Duration now = next;
        Duration longer = next.multipliedBy(2);
        next = longer.compareTo(longest) > 0 ? longest : longer;
        return now;
    }

    /** It went well meanwhile. */
    void reset() {
        next = first;
    }
}
