package dev.walkback.shell.report;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.walpush.WalPushException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a file of WAL was not taken into the archive. */
final class WalPushWording {

    private WalPushWording() {}

    static Problem of(WalPushException failure, String storage) {
        String name = ShellWord.quoted(failure.name());
        return switch (failure) {
            case WalPushException.Different e ->
                new Problem(
                        ErrorCode.WAL_DIFFERENT,
                        name + " is archived already, with other content",
                        "it is stored as " + ShellWord.quoted(e.key()) + ", and was not touched",
                        List.of(
                                stat(e.key(), storage),
                                Suggestion.command("explain wal-different", "how that comes about")));
            case WalPushException.Untold e ->
                new Problem(
                        ErrorCode.WAL_UNTOLD,
                        name + " is archived already, and nobody can tell whether it is the same",
                        e.why() + ": " + ShellWord.quoted(e.key()),
                        List.of(
                                stat(e.key(), storage),
                                Suggestion.command("help encryption", "where keys are taken from")));
            case WalPushException.Foreign e ->
                new Problem(
                        ErrorCode.WAL_FOREIGN,
                        name + " is WAL of another cluster than this archive",
                        "it is of " + e.cluster() + ", and the archive belongs to " + owners(e.owners()),
                        List.of(
                                Suggestion.command(
                                        "wal push FILE --another-cluster=" + e.cluster() + storage,
                                        "after an upgrade or a new initdb: both may archive here from now on"),
                                Suggestion.command("explain wal-foreign", "why that is refused")));
            case WalPushException.NoSegment e ->
                new Problem(
                        ErrorCode.NOT_A_SEGMENT,
                        name + " is not that segment",
                        e.why(),
                        List.of(Suggestion.command("explain not-a-segment", "")));
            case WalPushException.NoFile e ->
                new Problem(
                        ErrorCode.LOCAL_FILE_MISSING,
                        "there is no file " + ShellWord.quoted(e.path()),
                        "",
                        List.of(Suggestion.command("explain local-file-missing", "")));
        };
    }

    private static Suggestion stat(String key, String storage) {
        return Suggestion.command("storage stat" + storage + " " + ShellWord.quoted(key), "what is there");
    }

    private static String owners(List<SystemIdentifier> owners) {
        return owners.stream().map(SystemIdentifier::toString).collect(Collectors.joining(", "));
    }
}
