package dev.walkback.storage;

import org.junit.jupiter.api.TestReporter;

/**
 * What a case of the contract needs from the storage under test: at hand, or declared not to exist for this kind of
 * storage, with the reason. A case whose means do not exist says so in the test report and asks nothing.
 */
public sealed interface Means<T> {

    static <T> Means<T> of(T it) {
        return new AtHand<>(it);
    }

    /** @param reason why no storage of this kind can ever have it; what merely is not installed is a skip instead */
    static <T> Means<T> none(String reason) {
        return new NotApplicable<>(reason);
    }

    /** Runs a case with the means, or reports why it does not apply. */
    default void in(TestReporter report, Case<T> part) throws Exception {
        switch (this) {
            case AtHand<T>(T it) -> part.runWith(it);
            case NotApplicable<T>(String reason) -> report.publishEntry("not applicable", reason);
        }
    }

    record AtHand<T>(T it) implements Means<T> {}

    record NotApplicable<T>(String reason) implements Means<T> {

        public NotApplicable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("say why it does not apply");
            }
        }
    }

    /** A case, or the part of it that needs the means. */
    interface Case<T> {
        void runWith(T means) throws Exception;
    }
}
