package dev.walkback.shell;

import java.util.List;

/** One way to be spoken to: walkback's own command line, or WAL-G's. Which one is decided by the name the program was started under. */
public interface Face {

    /** Does what the arguments ask for and answers with the exit code. Throws only what is a bug. */
    int run(List<String> arguments, Console console) throws InterruptedException;
}
