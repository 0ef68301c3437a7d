package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.nio.file.Path;
import java.util.List;

/** Why a restore does not go where it was to go. */
public final class TargetWording {

    private TargetWording() {}

    public static Problem of(TargetException failure) {
        String place = ShellWord.quoted(failure.data().toString());
        return switch (failure) {
            case TargetException.Live _ ->
                new Problem(
                        ErrorCode.TARGET_LIVE,
                        "a server runs on " + place,
                        "nothing there was touched",
                        List.of(
                                Suggestion.shell("cat " + place + "/postmaster.pid", "which process"),
                                explain(ErrorCode.TARGET_LIVE)));
            case TargetException.Occupied _ ->
                new Problem(
                        ErrorCode.TARGET_OCCUPIED,
                        place + " is not empty",
                        "nothing in it was touched, and nothing is deleted for a restore",
                        List.of(look(failure.data()), explain(ErrorCode.TARGET_OCCUPIED)));
            case TargetException.OtherRestore other ->
                new Problem(
                        ErrorCode.TARGET_OTHER_RESTORE,
                        "another restore was begun in " + place,
                        other.plan().isEmpty()
                                ? "its journal cannot be read"
                                : "it goes by plan " + other.plan() + ", and nothing of it was touched",
                        List.of(explain(ErrorCode.TARGET_OTHER_RESTORE)));
            case TargetException.NoDirectory _ ->
                new Problem(
                        ErrorCode.TARGET_UNUSABLE,
                        place + " is there, and is no directory",
                        "it was not touched",
                        List.of(look(failure.data())));
            case TargetException.Mounted _ ->
                new Problem(
                        ErrorCode.TARGET_UNUSABLE,
                        place + " cannot be moved aside",
                        "a file system is mounted there; restore into a directory below it",
                        List.of(Suggestion.shell("df " + place, "what is mounted")));
            case TargetException.UnknownOwner unknown ->
                owner(unknown.owner(), "this machine knows no such user or group");
        };
    }

    public static Problem of(RestoreLock.Taken taken) {
        return new Problem(
                ErrorCode.TARGET_LOCKED,
                "somebody is restoring into " + ShellWord.quoted(taken.data().toString()),
                taken.holder().isEmpty() ? "another part of this process" : "process " + taken.holder(),
                List.of(explain(ErrorCode.TARGET_LOCKED)));
    }

    static Problem owner(String owner, String why) {
        return new Problem(
                ErrorCode.OWNER_UNKNOWN,
                "files cannot be given to " + ShellWord.quoted(owner),
                why,
                List.of(Suggestion.shell("id " + ShellWord.quoted(owner.split(":", 2)[0]), "whether there is one")));
    }

    private static Suggestion look(Path place) {
        return Suggestion.shell("ls -la " + ShellWord.quoted(place.toString()), "what is there");
    }

    private static Suggestion explain(ErrorCode code) {
        return Suggestion.command("explain " + code.text(), "");
    }
}
