package dev.walkback.shell.settings;

import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A place that was typed, as a config file says it: which of WAL-G's settings means such a place, and its text.
 *
 * @param setting such as {@code WALG_S3_PREFIX}
 */
record PlaceSetting(String setting, String text) {

    private static final Pattern MAY_HOLD_A_SECRET = Pattern.compile("://[^/?#]*:[^/?#]*@|://[^/]*/?.*[?#]");

    /** @throws UsageError when it is no place, or one that this version cannot talk to */
    static PlaceSetting of(String typed, Surroundings around) {
        if (typed.isEmpty() || typed.codePoints().anyMatch(Character::isISOControl)) {
            throw noPlace(typed);
        }
        if (MAY_HOLD_A_SECRET.matcher(typed).find()) {
            throw new Refusal(
                    ErrorCode.SECRET_ON_COMMAND_LINE,
                    "the address may hold a secret, and is not written down",
                    "what stands before an @ behind a colon, or after a question mark, is a password or a token;"
                            + " addresses are shown in prompts and errors",
                    Suggestion.command("help storages", "where credentials come from"));
        }
        Settings none = new Settings(
                Manner.NATIVE,
                around,
                new Layers(Layer.NONE, Layer.NONE, Layer.NONE, Layer.NONE),
                NamedStorages.NONE,
                Map.of(),
                List.of(),
                null);
        if (!Places.isPlace(typed)) {
            throw noPlace(typed);
        }
        return switch (new Places(none).ofUrl(typed)) {
            case Place.Directory directory ->
                new PlaceSetting("WALG_FILE_PREFIX", directory.path().toString());
            case Place.Bucket _ -> new PlaceSetting("WALG_S3_PREFIX", typed);
            case Place.Container _ -> new PlaceSetting("WALG_AZ_PREFIX", typed);
            case Place.Host _ -> new PlaceSetting("WALG_SSH_PREFIX", typed);
            case Place.Unsupported unsupported ->
                throw new UsageError(
                        ErrorCode.BAD_VALUE,
                        unsupported.service() + " is not supported yet",
                        "storages can be directories, S3, Azure Blob Storage and SSH",
                        Suggestion.command("help storages", "ways to name a storage"));
        };
    }

    private static UsageError noPlace(String typed) {
        return new UsageError(
                ErrorCode.BAD_VALUE,
                "no storage can be at " + ShellWord.quoted(typed),
                "it is neither a URL (s3://, azure://, ssh://, file://) nor a path that begins with / or ./",
                Suggestion.command("help storages", "ways to name a storage"));
    }
}
