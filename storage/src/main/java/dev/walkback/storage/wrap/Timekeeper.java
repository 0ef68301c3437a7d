package dev.walkback.storage.wrap;

import java.time.Duration;

/** Tells time that only goes forward, and waits. Tests bring one whose waiting takes no time. */
public interface Timekeeper {

    Timekeeper REAL = new Timekeeper() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };

    /** Since some moment in the past. */
    long nanos();

    void sleep(Duration time) throws InterruptedException;
}
