package dev.walkback.shell.walg;

import java.util.List;
import java.util.Map;

/** The settings, as this face needs them. */
interface Configuration {

    /** Every setting that is a flag too, as its flag, without dashes. */
    List<String> flags();

    /** Whether this is one of them. */
    default boolean isFlag(String name) {
        return flags().contains(name);
    }

    /**
     * Reads the settings. What is wrong with a file or a value is a warning here, as in WAL-G, because existing archive
     * commands must go on.
     *
     * @param given the flags of the command line, without dashes
     */
    Session.Configured read(Map<String, String> given, WalgLog log) throws WalgFailure;
}
