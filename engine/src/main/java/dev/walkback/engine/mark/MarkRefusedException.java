package dev.walkback.engine.mark;

import dev.walkback.engine.backup.BackupName;

/** The backup stays permanent: a permanent delta stands on it, and would be lost with it. */
public final class MarkRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BackupName backup;
    private final transient BackupName child;

    MarkRefusedException(BackupName backup, BackupName child) {
        super(child + " is permanent and stands on " + backup);
        this.backup = backup;
        this.child = child;
    }

    public BackupName backup() {
        return backup;
    }

    public BackupName child() {
        return child;
    }
}
