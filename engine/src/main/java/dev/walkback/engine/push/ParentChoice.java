package dev.walkback.engine.push;

import dev.walkback.engine.push.pack.Treatments;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which backup a new one is made from, and how its files are told apart then. Asked in the order of its methods. */
public interface ParentChoice {

    /** Every backup is a full one, and no page is looked at. */
    ParentChoice NONE = new ParentChoice() {
        @Override
        public Optional<Parent> parent(ServerFacts facts) {
            return Optional.empty();
        }

        @Override
        public Treatments treatments(@Nullable Parent parent, ServerFacts facts, BackupStart start) {
            return Treatments.WHOLE;
        }

        @Override
        public void markPermanent(Parent parent) {
            // there is none
        }
    };

    /** Before the server is asked to begin. Empty for a full backup. */
    Optional<Parent> parent(ServerFacts facts) throws IOException, InterruptedException;

    /**
     * When the server has begun.
     *
     * @throws PushRefused where the backup cannot be made from this parent after all
     */
    Treatments treatments(@Nullable Parent parent, ServerFacts facts, BackupStart start)
            throws IOException, InterruptedException;

    /** When all files are packed. */
    default void packed() {
        // most have nothing to say of it
    }

    /** Just before a permanent delta comes to be: what it needs has to stay as well. */
    void markPermanent(Parent parent) throws IOException, InterruptedException;
}
