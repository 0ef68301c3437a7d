package dev.walkback.shell.session;

import dev.walkback.engine.restore.Phase;
import java.nio.file.Path;

/**
 * A restore that is being walked.
 *
 * @param data where it goes
 * @param plan its fingerprint
 * @param phase that comes next
 */
public record OpenRestore(Path data, String plan, Phase phase) {

    /** {@code restore 5/9}: as it stands before the cursor. */
    public String place() {
        return "restore " + phase.number() + "/" + Phase.values().length;
    }

    /** {@code restore 5/9 fetch the backup, into /srv/restore/orders}. */
    public String status() {
        String title = phase.title();
        return place() + " " + Character.toLowerCase(title.charAt(0)) + title.substring(1) + ", into " + data;
    }
}
