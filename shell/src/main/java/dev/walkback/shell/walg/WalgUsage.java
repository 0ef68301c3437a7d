package dev.walkback.shell.walg;

/** The words make no sense to this command: exit 1, the sentence on both streams, usage on standard error. */
final class WalgUsage extends Exception {

    private final String sentence;

    WalgUsage(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
