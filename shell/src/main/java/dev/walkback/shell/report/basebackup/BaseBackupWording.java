package dev.walkback.shell.report.basebackup;

import dev.walkback.engine.basebackup.Defect;
import dev.walkback.engine.basebackup.UnfitBackupException;
import dev.walkback.engine.restore.Remark;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why a base backup is not restored, in words. */
public final class BaseBackupWording {

    private static final int SHOWN = 5;

    private BaseBackupWording() {}

    public static Problem of(UnfitBackupException unfit) {
        String folder = ShellWord.quoted(unfit.folder().toString());
        ErrorCode code = code(unfit.defects().getFirst());
        String why = unfit.defects().stream()
                .limit(SHOWN)
                .map(BaseBackupWording::line)
                .collect(Collectors.joining("\n"));
        int more = unfit.defects().size() - SHOWN;
        return new Problem(
                code,
                switch (code) {
                    case BASEBACKUP_ABSENT -> folder + " is no base backup";
                    case BASEBACKUP_UNPROVEN -> "nothing proves what is in " + folder;
                    case BASEBACKUP_CHAIN_BROKEN -> "the backups do not build on one another, as " + folder + " tells";
                    case BASEBACKUP_WAL_MISSING -> "WAL is missing that makes " + folder + " consistent";
                    default -> folder + " is damaged";
                },
                why + (more > 0 ? "\nand " + more + " more" : ""),
                tries(code, folder));
    }

    /** {@code base/5/1259: its CRC32C is … instead of …}. */
    static String line(Defect defect) {
        return defect.subject() + ": " + defect.why();
    }

    private static ErrorCode code(Defect defect) {
        return switch (defect.kind()) {
            case NOT_A_BASEBACKUP -> ErrorCode.BASEBACKUP_ABSENT;
            case MANIFEST_MISSING -> ErrorCode.BASEBACKUP_UNPROVEN;
            case CHAIN_BROKEN, FOREIGN -> ErrorCode.BASEBACKUP_CHAIN_BROKEN;
            case WAL_MISSING -> ErrorCode.BASEBACKUP_WAL_MISSING;
            default -> ErrorCode.BASEBACKUP_DAMAGED;
        };
    }

    private static List<Suggestion> tries(ErrorCode code, String folder) {
        List<Suggestion> tries = new ArrayList<>();
        switch (code) {
            case BASEBACKUP_ABSENT -> {
                tries.add(Suggestion.shell("ls -l " + folder, "what is there"));
                tries.add(Suggestion.command("restore from-files " + folder, "for a copy of a data directory"));
            }
            case BASEBACKUP_UNPROVEN -> {
                return List.of(Suggestion.command("explain " + code.text(), "what --without-manifest gives up"));
            }
            case BASEBACKUP_WAL_MISSING ->
                tries.add(Suggestion.command(
                        "help restore from-basebackup", "--wal-archive names a folder that has the WAL"));
            default ->
                tries.add(Suggestion.command("restore from-basebackup " + folder, "reads all of it, writes nothing"));
        }
        tries.add(Suggestion.command("explain " + code.text(), ""));
        return tries;
    }

    /** Of a plan that will not be carried out. */
    public static Problem of(List<Remark> refusals) {
        return new Problem(
                ErrorCode.RESTORE_PLACE,
                "the restore cannot go where it is to go; nothing was touched",
                refusals.stream().map(BaseBackupWording::line).collect(Collectors.joining("\n")),
                List.of(Suggestion.command("help restore from-basebackup", "where things can be told to go")));
    }

    private static String line(Remark remark) {
        return switch (remark.code()) {
            case PLACES_COLLIDE ->
                fact(remark, "path").equals(fact(remark, "other"))
                        ? fact(remark, "path") + " is the backup's own, and a tablespace cannot be restored into it"
                        : fact(remark, "path") + " and " + fact(remark, "other") + " are not apart";
            case TABLESPACE_UNKNOWN -> "no tablespace of the backup is " + fact(remark, "tablespace");
            case TABLESPACE_RELATIVE ->
                "tablespace " + fact(remark, "tablespace") + " needs a whole path, and not " + fact(remark, "path");
            case NO_SPACE ->
                "at " + fact(remark, "volume") + " " + Text.size(number(remark, "needed-bytes")) + " are needed and "
                        + Text.size(number(remark, "free-bytes")) + " are free";
            default -> remark.code().word() + " " + remark.facts();
        };
    }

    private static String fact(Remark remark, String name) {
        return remark.facts().getOrDefault(name, "?");
    }

    private static long number(Remark remark, String name) {
        return Long.parseLong(remark.facts().getOrDefault(name, "0"));
    }
}
