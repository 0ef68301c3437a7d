package dev.walkback.shell.command;

import dev.walkback.engine.plan.Fingerprint;
import java.nio.file.Path;

/** Restore plans that were shown and wait. */
final class RestorePlans {

    private RestorePlans() {}

    static Path file(Session session, Fingerprint fingerprint) {
        return session.state().resolve("plans").resolve("restore-" + fingerprint.text() + ".json");
    }
}
