package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.fetch.FetchException;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.util.List;

/** Why the unpacking of a backup ended. */
public final class FetchWording {

    private static final String UNSTARTABLE = "what was unpacked has no pg_control, so no server starts on it";

    private FetchWording() {}

    /** @param storage as {@code Wording} has it */
    public static Problem of(FetchException failure, String storage) {
        return switch (failure) {
            case FetchException.DamagedPart part ->
                content(
                        ErrorCode.TAR_DAMAGED,
                        "part " + ShellWord.quoted(part.key()) + " is damaged",
                        part.why(),
                        storage);
            case FetchException.DamagedEntry entry ->
                content(
                        ErrorCode.INCREMENT_DAMAGED,
                        "an entry of " + ShellWord.quoted(entry.key()) + " is damaged",
                        entry.entry() + ": " + entry.why(),
                        storage);
            case FetchException.MissingPages pages ->
                content(
                        ErrorCode.FILES_WITHOUT_BASE,
                        "no backup of the chain has all of " + ShellWord.quoted(pages.entry()),
                        Text.count(pages.count(), "page") + " are missing, the first is page " + pages.first(),
                        storage);
            case FetchException.MissingEntries entries ->
                content(
                        ErrorCode.ENTRIES_MISSING,
                        ShellWord.quoted(entries.where()) + " lacks files that its documents list",
                        Text.count(entries.count(), "file")
                                + (entries.some().isEmpty() ? "" : ", such as " + String.join(", ", entries.some())),
                        storage);
            case FetchException.NoSpace space ->
                new Problem(
                        ErrorCode.LOCAL_DISK_FULL,
                        "no room left for " + ShellWord.quoted(space.place().toString()),
                        "about " + Text.size(space.missingBytes())
                                + " are missing; what is finished stays, and the same command goes on",
                        List.of(Suggestion.shell("df -h", "how full the disks are")));
            case FetchException.Target target ->
                new Problem(
                        ErrorCode.LOCAL_FAILED,
                        "cannot write " + ShellWord.quoted(target.place().toString()),
                        target.why() + "; what is finished stays, and the same command goes on",
                        List.of(Suggestion.command("explain " + ErrorCode.LOCAL_FAILED.text(), "")));
            case FetchException.Owner owner -> TargetWording.owner(owner.owner(), owner.why());
        };
    }

    private static Problem content(ErrorCode code, String what, String why, String storage) {
        return new Problem(
                code,
                what,
                why + "\n" + UNSTARTABLE,
                List.of(
                        Suggestion.command("backup list" + storage, "other backups"),
                        Suggestion.command("explain " + code.text(), "what it means")));
    }
}
