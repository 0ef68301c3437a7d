package dev.walkback.engine.restore.gate;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A backup is not restored, because what came of it would be damaged, incomplete or dangerous. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final BackupName backup;
    private final transient List<Finding> findings;
    private final boolean begun;

    private RefusedException(BackupName backup, List<Finding> findings, boolean begun) {
        super(backup + ": "
                + findings.stream()
                        .map(each -> each.code().word() + " " + each.subject())
                        .collect(Collectors.joining(", ")));
        this.backup = backup;
        this.findings = List.copyOf(findings);
        this.begun = begun;
    }

    /** Nothing was written. */
    public static RefusedException before(BackupName wanted, List<Finding> findings) {
        return new RefusedException(wanted, findings, false);
    }

    /** Something may have been unpacked, but not pg_control: no server starts on it. */
    public static RefusedException within(BackupName member, Finding finding) {
        return new RefusedException(member, List.of(finding), true);
    }

    /** Of the chain, the one that is wrong; before unpacking the one that was wanted. */
    public BackupName backup() {
        return backup;
    }

    /** At least one, the worst first. */
    public List<Finding> findings() {
        return findings;
    }

    /** Whether unpacking had begun. */
    public boolean begun() {
        return begun;
    }
}
