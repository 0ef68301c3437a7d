package dev.walkback.shell.report.restore;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.shell.report.ShellWord;

/** A target as people say it, and as it is typed. */
public final class MomentWords {

    private MomentWords() {}

    /** {@code just before transaction 48291033 commits}: after "to", "paused", "you go back". */
    public static String of(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Latest _ -> "the end of the WAL that there is";
            case RecoveryTarget.Immediate _ -> "the moment at which the backup is consistent";
            case RecoveryTarget.Time time -> time.inclusive() ? time.at().toString() : "just before " + time.at();
            case RecoveryTarget.Xid xid ->
                xid.inclusive()
                        ? "just after transaction " + xid.xid() + " ends"
                        : "just before transaction " + xid.xid() + " ends";
            case RecoveryTarget.Position position ->
                position.inclusive()
                        ? "just after the record at " + position.lsn()
                        : "just before the record at " + position.lsn();
            case RecoveryTarget.Named named -> "the restore point " + ShellWord.quoted(named.name());
        };
    }

    /** {@code --xid=48291033 --exclusive}. */
    public static String typed(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Latest _ -> "--latest";
            case RecoveryTarget.Immediate _ -> "--immediate";
            case RecoveryTarget.Time time -> "--time=" + time.at() + exclusive(time.inclusive());
            case RecoveryTarget.Xid xid -> "--xid=" + xid.xid() + exclusive(xid.inclusive());
            case RecoveryTarget.Position position -> "--lsn=" + position.lsn() + exclusive(position.inclusive());
            case RecoveryTarget.Named named -> "--name=" + ShellWord.quoted(named.name());
        };
    }

    private static String exclusive(boolean inclusive) {
        return inclusive ? "" : " --exclusive";
    }

    /** What stopping there means for those who know it from elsewhere. */
    static String risk(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Latest _ ->
                "If the mistake is in the archive, it is in the result, too. Latest is for a lost server, not for a lost table.";
            case RecoveryTarget.Immediate _ ->
                "Everything that was committed after the backup is left out, however much WAL there is.";
            case RecoveryTarget.Time _ ->
                "Times are those of commits, by the clock of the server that wrote them. Two commits of one instant are kept or left "
                        + "together; a number or a position tells them apart.";
            case RecoveryTarget.Xid _ ->
                "Transactions do not end in the order of their numbers: those that committed earlier are kept, also with a higher "
                        + "number, and those that committed later are not.";
            case RecoveryTarget.Position _ ->
                "A position within a transaction leaves that transaction out: what has not committed by then is rolled back.";
            case RecoveryTarget.Named _ ->
                "A name that was given twice counts where it comes first after the backup. A name that never comes lets the server "
                        + "replay everything and then stop with an error.";
        };
    }
}
