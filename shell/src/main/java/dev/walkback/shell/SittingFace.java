package dev.walkback.shell;

import dev.walkback.shell.session.Sitting;

/** A way to have a sitting of many commands. */
public interface SittingFace {

    /** From the first command to the last. Throws only what is a bug. */
    Exit run(Sitting sitting, Console console);
}
