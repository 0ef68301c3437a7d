package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one config file that counts. Files are never merged: what is not in the first one found is not set. A user's own file
 * that only gives storages names is no configuration, and hides none.
 */
final class ConfigSearch {

    private final Surroundings around;
    private final Map<String, String> environment;

    ConfigSearch(Surroundings around) {
        this.around = around;
        this.environment = around.environment();
    }

    /** @param named by {@code --config}, or null */
    Optional<Path> find(Manner manner, @Nullable String named) {
        if (named != null && !named.isEmpty()) {
            return Optional.of(around.directory().resolve(named));
        }
        return manner == Manner.WALG ? asWalg() : natively();
    }

    private Optional<Path> natively() {
        return variable("WALKBACK_CONFIG").or(this::here).or(this::ofTheUser).or(this::asWalg);
    }

    private Optional<Path> here() {
        Path file = around.directory().resolve("walkback.yaml");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        refuseIfForeign(file);
        return Optional.of(file);
    }

    /** Whoever may put a file into the working directory, such as /tmp, must not choose the archive of who works there. */
    private void refuseIfForeign(Path file) {
        String owner;
        try {
            owner = Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return;
        }
        if (!owner.equals(around.user()) && !owner.equals("root")) {
            throw new UsageError(
                    ErrorCode.CONFIG_UNREADABLE,
                    file + " is not used: it belongs to another user",
                    "it is " + owner + "'s, and was found only because it lies in the working directory",
                    Suggestion.shell("walkback --config " + file, "use it all the same"));
        }
    }

    private Optional<Path> ofTheUser() {
        return Optional.of(fileOfTheUser(around)).filter(Files::exists);
    }

    /** Where the user's own file is, or would be. */
    static Path fileOfTheUser(Surroundings around) {
        Path config = new ConfigSearch(around)
                .variable("XDG_CONFIG_HOME")
                .orElseGet(() -> around.home().resolve(".config"));
        return config.resolve("walkback").resolve("config.yaml");
    }

    /** What counts beneath this file, when it only gives storages names. */
    Optional<Path> beneath(Path file) {
        return file.equals(fileOfTheUser(around)) ? asWalg() : Optional.empty();
    }

    private Optional<Path> asWalg() {
        return variable("WALG_CONFIG_PATH")
                .or(() -> in(around.home()))
                .or(() -> variable("HOME").flatMap(ConfigSearch::in));
    }

    private Optional<Path> variable(String name) {
        String text = environment.getOrDefault(name, "");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(around.directory().resolve(text));
    }

    private static Optional<Path> in(Path home) {
        return ConfigFile.EXTENSIONS.stream()
                .map(extension -> home.resolve(".walg." + extension))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
