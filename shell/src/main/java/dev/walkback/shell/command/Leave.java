package dev.walkback.shell.command;

import dev.walkback.shell.Exit;

/** {@code exit}. */
final class Leave {

    private Leave() {}

    static Exit run(Session session) {
        session.sitting().end();
        return Exit.DONE;
    }
}
