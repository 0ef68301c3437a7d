package dev.walkback.shell.report;

import dev.walkback.engine.basebackup.UnfitBackupException;
import dev.walkback.engine.catchup.CatchupRefused;
import dev.walkback.engine.mark.MarkRefusedException;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.fetch.FetchException;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.restore.partial.UnknownNameException;
import dev.walkback.engine.restore.settings.SettingsException;
import dev.walkback.engine.restore.stage.StageException;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.engine.walpush.WalPushException;
import dev.walkback.shell.report.archive.RefusalWording;
import dev.walkback.shell.report.basebackup.BaseBackupWording;
import dev.walkback.shell.report.catchup.CatchupWording;
import dev.walkback.shell.report.push.PushWording;
import dev.walkback.shell.report.restore.FetchWording;
import dev.walkback.shell.report.restore.TargetWording;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.UnusableKeyException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the words for what went wrong. Exceptions carry facts; this is the only place where they become sentences.
 *
 * @param storage what has to be repeated in a suggestion to reach the same storage, such as {@code --storage=prod} with a blank
 *     before it; empty when the settings name it
 */
public record Wording(String storage) {

    /** Empty for what nobody thought of: a bug. */
    public Optional<Problem> of(Throwable failure) {
        return switch (failure) {
            case Problem.Known known -> Optional.of(known.problem());
            case StorageException e -> Optional.of(storage(e));
            case RefusedException e -> Optional.of(RefusalWording.of(e, storage));
            case UnknownNameException e -> Optional.of(RefusalWording.of(e, storage));
            case FetchException e -> Optional.of(FetchWording.of(e, storage));
            case TargetException e -> Optional.of(TargetWording.of(e));
            case UnfitBackupException e -> Optional.of(BaseBackupWording.of(e));
            case CatchupRefused e -> Optional.of(CatchupWording.of(e));
            case MarkRefusedException e -> Optional.of(marked(e));
            case RestoreLock.Taken e -> Optional.of(TargetWording.of(e));
            case WalPushException e -> Optional.of(WalPushWording.of(e, storage));
            case PushRefused e -> Optional.of(PushWording.of(e, storage));
            case ServerFailure e -> Optional.of(PushWording.of(e));
            case StageException e -> Optional.of(StageWording.of(e, storage));
            case SettingsException e -> Optional.of(StageWording.of(e));
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case DamagedStreamException e -> Optional.of(damaged("the stream", e));
            case ClosedByInterruptException _, InterruptedIOException _ -> Optional.of(interrupted());
            case WrongKeyException e -> Optional.of(wrongKey("the stream", e.tried(), e.why()));
            case UnusableKeyException e -> Optional.of(unusableKey(e));
            case IOException e -> Optional.of(LocalWording.of(e));
            case InterruptedException _ -> Optional.of(interrupted());
            default -> Optional.empty();
        };
    }

    private Problem marked(MarkRefusedException e) {
        return new Problem(
                ErrorCode.PERMANENT_CHILD,
                e.backup() + " stays permanent",
                e.child() + " is permanent and stands on it: without it that backup is lost",
                List.of(Suggestion.command(
                        "backup unmark " + ShellWord.quoted(e.child().text()) + storage, "let that one go first")));
    }

    private Problem storage(StorageException failure) {
        return switch (failure) {
            case StorageException.Unreachable e -> unreachable(e);
            case StorageException.Denied e -> DeniedWording.of(e, check());
            case StorageException.NoStorage e ->
                new Problem(
                        ErrorCode.NO_STORAGE,
                        "there is no " + e.what(),
                        "the storage is " + e.location() + "; walkback looks for it there and does not make it",
                        List.of(check(), Suggestion.command("help storages", "how a storage is named")));
            case StorageException.Missing e ->
                new Problem(
                        ErrorCode.OBJECT_MISSING,
                        "no object " + ShellWord.quoted(e.key()),
                        e.location() + " answered, and has none of that key",
                        List.of(Suggestion.command("storage ls" + storage + folder(e.key()), "what there is")));
            case StorageException.Exists e ->
                new Problem(
                        ErrorCode.OBJECT_EXISTS,
                        "object " + ShellWord.quoted(e.key()) + " exists",
                        e.location() + " has it already, and it was not touched; --force overwrites it",
                        List.of(stat(e.key(), "what is there now")));
            case StorageException.Changed e ->
                new Problem(
                        ErrorCode.OBJECT_CHANGED,
                        "object " + ShellWord.quoted(e.key()) + " changed while it was used",
                        "somebody wrote it again at " + e.location(),
                        List.of(stat(e.key(), "what is there now")));
            case StorageException.BadKey e ->
                new Problem(
                        ErrorCode.BAD_KEY,
                        "the key " + ShellWord.quoted(e.key()) + " cannot be used",
                        e.why(),
                        List.of(Suggestion.command("explain bad-key", "which keys can")));
            case StorageException.NoRoom e ->
                new Problem(
                        ErrorCode.NO_ROOM,
                        "no room for " + ShellWord.quoted(e.key()) + " at " + e.location(),
                        "the disk or the quota is full; nothing was stored",
                        List.of(Suggestion.command("storage check --write" + storage, "how much room there is")));
            case StorageException.Damaged e ->
                new Problem(
                        ErrorCode.OBJECT_DAMAGED,
                        "object " + ShellWord.quoted(e.key()) + " is damaged",
                        e.why() + ", at " + e.location(),
                        List.of(stat(e.key(), "its size and time")));
            case StorageException.WrongKey e -> wrongKey("object " + ShellWord.quoted(e.key()), e.tried(), e.why());
            case StorageException.Rejected e ->
                new Problem(
                        ErrorCode.STORAGE_REJECTED,
                        e.location() + " refuses to " + e.attempted().strip(),
                        e.why(),
                        List.of(check()));
            case StorageException.Interrupted _ -> interrupted();
        };
    }

    private Problem unreachable(StorageException.Unreachable e) {
        String attempts = e.attempts() > 1 ? " (" + e.attempts() + " attempts)" : "";
        return new Problem(
                ErrorCode.STORAGE_UNREACHABLE,
                e.location() + " did not answer: " + e.why() + attempts,
                "while trying to " + e.attempted().strip(),
                List.of(check()));
    }

    private Problem damaged(String thing, DamagedStreamException e) {
        return new Problem(
                ErrorCode.OBJECT_DAMAGED,
                thing + " is damaged",
                e.format() + (e.offset() < 0 ? "" : " at offset " + e.offset()) + ": " + e.why(),
                List.of(Suggestion.command("explain object-damaged", "")));
    }

    private static Problem wrongKey(String thing, List<String> tried, String why) {
        if (tried.isEmpty()) {
            return new Problem(
                    ErrorCode.KEY_MISSING,
                    thing + " is encrypted, and there is no key to open it",
                    why,
                    List.of(Suggestion.command("help encryption", "where keys are taken from")));
        }
        return new Problem(
                ErrorCode.WRONG_KEY,
                thing + " does not open with the key at hand",
                why + "; tried " + String.join(", ", tried),
                List.of(Suggestion.command("help encryption", "where keys are taken from")));
    }

    private static Problem unusableKey(UnusableKeyException e) {
        return new Problem(
                ErrorCode.WRONG_KEY,
                "the encryption key cannot be used",
                Objects.requireNonNullElse(e.getMessage(), ""),
                List.of(Suggestion.command("help encryption", "where keys are taken from")));
    }

    private static Problem interrupted() {
        return new Problem(ErrorCode.INTERRUPTED, "interrupted", "", List.of());
    }

    private Suggestion check() {
        return Suggestion.command("storage check" + storage, "step by step: name, connection, credentials, list, read");
    }

    private Suggestion stat(String key, String purpose) {
        return Suggestion.command("storage stat" + storage + argument(key), purpose);
    }

    private static String folder(String key) {
        int slash = key.lastIndexOf('/');
        return slash < 0 ? "" : argument(key.substring(0, slash + 1));
    }

    /** As a word that cannot be taken for an option. */
    private static String argument(String word) {
        return (word.startsWith("-") ? " -- " : " ") + ShellWord.quoted(word);
    }
}
