package dev.walkback.engine.restore.stage;

import java.nio.file.Path;

/**
 * A script that hands WAL to PostgreSQL, called so that nothing but its own word counts.
 *
 * <p>It cannot answer when it is not there itself, as on a disk that is not mounted: dash ends with 2 then, and PostgreSQL would take that
 * for the end of WAL and promote. Nor would an empty script fail. So an answer counts only when it is one that the
 * script gives (what is above 200 stops PostgreSQL, and its log shows the number), and "here it is" only when it is.
 */
public final class GuardedScript {

    private GuardedScript() {}

    /**
     * What {@code restore_command} is set to, not yet quoted for a configuration file.
     *
     * @param absent what the script ends with when it knows that there is no such file
     */
    public static String command(Path script, int absent) {
        String word = ShellWord.of(script.toString()).replace("%", "%%");
        return "sh " + word + " %f \"%p\"; r=$?; test $r = 0 && test -f \"%p\" || test $r = " + absent
                + " || test $r -gt 200 || r=254; exit $r";
    }
}
