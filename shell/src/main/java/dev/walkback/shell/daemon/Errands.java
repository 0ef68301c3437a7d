package dev.walkback.shell.daemon;

import java.nio.file.Path;

/** What the daemon does for those who ask. By any number of threads at once. */
public interface Errands {

    /** When it returns, the archive has the file for good. */
    void push(Path file) throws Exception;

    /**
     * Puts a file of the archive where it is wanted.
     *
     * @return false only when the archive is known not to have it
     */
    boolean fetch(String name, Path destination) throws Exception;
}
