package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the text of a prefix or of {@code --storage} to the place it means. */
final class Places {

    /** The settings that say where a storage is, in the order in which WAL-G looks at them. */
    static final List<String> PREFIXES = List.of(
            "WALG_OSS_PREFIX",
            "WALG_S3_PREFIX",
            "WALG_FILE_PREFIX",
            "WALG_GS_PREFIX",
            "WALG_AZ_PREFIX",
            "WALG_SWIFT_PREFIX",
            "WALG_SSH_PREFIX");

    private static final String WALE_FILE = "file://localhost";
    private static final Pattern HOST =
            Pattern.compile("(?:([^@:]*)(:[^@]*)?@)?(\\[[0-9A-Fa-f:.%]+]|[^:@\\[\\]]+)(?::([0-9]{1,5}))?");

    private final Surroundings around;
    private final Manner manner;

    Places(Settings settings) {
        this.around = settings.surroundings();
        this.manner = settings.manner();
    }

    /** What a prefix setting means. */
    Place ofSetting(Value prefix) {
        String text = prefix.content().reveal();
        return switch (prefix.setting().name()) {
            case "WALG_FILE_PREFIX" -> directory(text);
            case "WALG_S3_PREFIX" -> bucket(parsed(text, prefix));
            case "WALG_AZ_PREFIX" -> container(parsed(text, prefix));
            case "WALG_SSH_PREFIX" -> host(parsed(text, prefix), text);
            case "WALG_GS_PREFIX" -> new Place.Unsupported("Google Cloud Storage");
            case "WALG_SWIFT_PREFIX" -> new Place.Unsupported("OpenStack Swift");
            default -> new Place.Unsupported("Alibaba OSS");
        };
    }

    /** Whether {@code --storage} named a place and not a name from the config file. */
    static boolean isPlace(String text) {
        return text.contains("://") || text.startsWith("/") || text.startsWith(".") || text.startsWith("~/");
    }

    /** What a URL or a path means. */
    Place ofUrl(String text) {
        if (!text.contains("://")) {
            return directory(text);
        }
        String scheme = text.substring(0, text.indexOf("://"));
        return switch (scheme) {
            case "file" -> fileUrl(text);
            case "s3" -> bucket(parsed(text, null));
            case "azure", "az" -> container(parsed(text, null));
            case "ssh", "sftp" -> host(parsed(text, null), text);
            case "gs" -> new Place.Unsupported("Google Cloud Storage");
            case "swift" -> new Place.Unsupported("OpenStack Swift");
            case "oss" -> new Place.Unsupported("Alibaba OSS");
            default ->
                throw new UsageError(
                        ErrorCode.STORAGE_UNKNOWN,
                        "no storage can be at " + masked(text),
                        "the schemes are file, s3, azure and ssh",
                        Suggestion.command("help storages", "ways to name a storage"));
        };
    }

    private Place directory(String text) {
        String path = text.startsWith(WALE_FILE) ? text.substring(WALE_FILE.length()) : text;
        if (manner == Manner.NATIVE && path.startsWith("file:///")) {
            return fileUrl(path);
        }
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            throw new UsageError(ErrorCode.BAD_SETTING, "the directory of the storage has no name", "", List.of());
        }
        boolean home = manner == Manner.NATIVE && path.startsWith("~/");
        Path resolved = home
                ? around.home().resolve(path.substring(2))
                : around.directory().resolve(path);
        return new Place.Directory(resolved.normalize());
    }

    private Place fileUrl(String text) {
        String rest = text.substring("file://".length());
        String path = rest.startsWith("localhost/") ? rest.substring("localhost".length()) : rest;
        if (!path.startsWith("/")) {
            throw new UsageError(
                    ErrorCode.STORAGE_UNKNOWN,
                    "no storage can be at " + text,
                    "a file URL has three slashes and an absolute path",
                    Suggestion.command("storage ls --storage file:///" + path, ""));
        }
        return Prefix.of("file://localhost" + path)
                .<Place>map(prefix -> new Place.Directory(Path.of(prefix.path()).normalize()))
                .orElseThrow(() -> malformed(text, null));
    }

    private static Place bucket(Prefix prefix) {
        return new Place.Bucket(prefix.authority(), prefix.trimmedPath());
    }

    private static Place container(Prefix prefix) {
        return new Place.Container(prefix.authority(), prefix.trimmedPath());
    }

    private Place host(Prefix prefix, String text) {
        Matcher host = HOST.matcher(prefix.authority());
        if (!host.matches() || (host.group(4) != null && Integer.parseInt(host.group(4)) > 65535)) {
            throw malformed(text, null);
        }
        if (host.group(2) != null) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the SSH address holds a password",
                    "addresses are shown in prompts and errors; SSH_PASSWORD or SSH_PRIVATE_KEY_PATH is the place for it",
                    List.of());
        }
        String name = host.group(3);
        // WAL-G does not look at the user in the prefix
        String user = manner == Manner.NATIVE ? host.group(1) : null;
        return new Place.Host(
                user,
                name.startsWith("[") ? name.substring(1, name.length() - 1) : name,
                host.group(4) == null ? 0 : Integer.parseInt(host.group(4)),
                prefix.path().isEmpty() ? "/" : prefix.path());
    }

    private static Prefix parsed(String text, @Nullable Value setting) {
        Optional<Prefix> prefix = Prefix.of(text);
        return prefix.orElseThrow(() -> malformed(text, setting));
    }

    private static UsageError malformed(String text, @Nullable Value setting) {
        return new UsageError(
                setting == null ? ErrorCode.STORAGE_UNKNOWN : ErrorCode.BAD_SETTING,
                "no storage can be at '" + masked(text) + "'",
                setting == null
                        ? "it is not of the form scheme://name/path"
                        : setting.origin() + " is not of the form scheme://name/path",
                List.of());
    }

    /** What stands before an @ may be a password. */
    private static String masked(String text) {
        return text.replaceAll("//[^/@]*@", "//***@").replaceAll("\\p{Cntrl}", "?");
    }
}
