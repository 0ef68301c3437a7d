package dev.walkback.engine.walfetch;

/**
 * How long a segment takes to fetch and how long to replay, each as an average that follows the last few. From the two follows how many
 * must be on their way at once so that none is waited for: a line of 20 ms and a quick disk want many, a slow replay wants one.
 */
final class Pace {

    /** Of what is new. */
    private static final double SHARE = 0.3;

    private static final double UNKNOWN = -1;

    /** So that the end of one fetch and the beginning of the next leave no gap. */
    private static final int SPARE = 1;

    private double fetch = UNKNOWN;
    private double replay = UNKNOWN;
    private long handedOver;
    private boolean replaying;

    void fetched(long nanos) {
        fetch = followed(fetch, (double) nanos);
    }

    /** The server wants the next one: it is done with the one before. */
    void asked(long now) {
        if (replaying) {
            replay = followed(replay, (double) Math.max(1, now - handedOver));
        }
        replaying = false;
    }

    /** The server has what it asked for. */
    void handedOver(long now) {
        handedOver = now;
        replaying = true;
    }

    int atOnce(int most) {
        if (fetch < 0 || replay < 0) {
            return Math.min(2, most);
        }
        return Math.clamp((long) Math.ceil(fetch / replay) + SPARE, 1, most);
    }

    /** Twice what is on its way, so that one slow fetch is not noticed. */
    int ahead(int atOnce, int most) {
        return Math.min(most, 2 * atOnce + 2);
    }

    private static double followed(double average, double value) {
        return average < 0 ? value : average + SHARE * (value - average);
    }
}
