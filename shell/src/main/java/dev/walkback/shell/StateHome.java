package dev.walkback.shell;

import java.nio.file.Path;

/** Where walkback keeps what outlives a process: journals, plans, reports of bugs. */
public final class StateHome {

    private StateHome() {}

    /** {@code $XDG_STATE_HOME/walkback}; a relative or empty variable counts as unset, as its specification asks. */
    public static Path of(Console console) {
        String state = console.variable("XDG_STATE_HOME");
        Path base = state.startsWith("/")
                ? Path.of(state)
                : Path.of(System.getProperty("user.home", "/"), ".local", "state");
        return base.resolve("walkback");
    }
}
