package dev.walkback.storage.codec;

/** The copy at the heart of every dictionary coder: a stretch may overlap what it makes, and then repeats itself. */
final class Repeat {

    private Repeat() {}

    static void copy(byte[] bytes, int from, int to, int length) {
        int done = 0;
        // each round doubles what is known to be the pattern
        while (done < length) {
            int step = Math.min(length - done, to + done - from);
            System.arraycopy(bytes, from, bytes, to + done, step);
            done += step;
        }
    }
}
