package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.ssh.HostKeys;
import dev.walkback.storage.ssh.PrivateKey;
import dev.walkback.storage.ssh.SshConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From settings of WAL-G's names, and ours for host keys, to what the SSH storage has to be told. */
final class SshSettings {

    private final Settings settings;

    SshSettings(Settings settings) {
        this.settings = settings;
    }

    SshConfig config(Place.Host place) {
        try {
            return SshConfig.of(place.host(), user(place), place.path())
                    .withPort(place.port() > 0 ? place.port() : settings.count("SSH_PORT"))
                    .withPassword(settings.secret("SSH_PASSWORD")
                            .map(Secret::reveal)
                            .filter(password -> !password.isEmpty())
                            .orElse(null))
                    .withKey(key())
                    .withHostKeys(hostKeys())
                    .withLimits(Limits.of(settings));
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the settings of ssh://" + place.host() + " cannot be",
                    String.valueOf(outOfRange.getMessage()),
                    List.of());
        }
    }

    private String user(Place.Host place) {
        return Optional.ofNullable(place.user())
                .filter(name -> !name.isEmpty())
                .or(() -> settings.text("SSH_USERNAME").filter(name -> !name.isBlank()))
                .orElseGet(() -> settings.surroundings().user());
    }

    private @Nullable PrivateKey key() {
        return settings.path("SSH_PRIVATE_KEY_PATH")
                .filter(path -> !path.equals(settings.surroundings().directory()))
                .map(path -> new PrivateKey(path, passphrase()))
                .orElse(null);
    }

    private @Nullable String passphrase() {
        Optional<Path> file = settings.path("WALKBACK_SSH_PRIVATE_KEY_PASSPHRASE_FILE");
        if (file.isEmpty()) {
            return null;
        }
        try (var lines = Files.lines(file.get())) {
            return lines.findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the passphrase file " + file.get() + " cannot be read",
                    Objects.toString(settings.find("WALKBACK_SSH_PRIVATE_KEY_PASSPHRASE_FILE")
                            .map(Value::origin)
                            .orElse(null)),
                    List.of());
        }
    }

    private HostKeys hostKeys() {
        if (settings.choice("WALKBACK_SSH_HOST_KEY_CHECK").orElseThrow().equals("off")) {
            return new HostKeys.Unchecked();
        }
        return settings.path("WALKBACK_SSH_KNOWN_HOSTS")
                .<HostKeys>map(file -> new HostKeys.Known(List.of(file)))
                .orElseGet(() -> HostKeys.Known.of(settings.surroundings().home()));
    }
}
