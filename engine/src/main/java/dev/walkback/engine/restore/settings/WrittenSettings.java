package dev.walkback.engine.restore.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What walkback wrote into a data directory and is still there.
 *
 * @param plan that it belongs to
 * @param settings between our marks, recovery.conf's behind postgresql.auto.conf's
 * @param signals that are there; whoever wrote them
 */
public record WrittenSettings(String plan, List<Setting> settings, List<String> signals) {

    public WrittenSettings {
        settings = List.copyOf(settings);
        signals = List.copyOf(signals);
    }

    /** Empty when nothing of ours is there. */
    public static Optional<WrittenSettings> look(Path data) {
        Optional<OwnedBlock.Content> auto = in(data, Configuration.AUTO);
        Optional<OwnedBlock.Content> recovery = in(data, SettingsDraft.Signal.RECOVERY_CONF.file());
        if (auto.isEmpty() && recovery.isEmpty()) {
            return Optional.empty();
        }
        List<Setting> settings = new ArrayList<>();
        auto.ifPresent(block -> settings.addAll(settings(block)));
        recovery.ifPresent(block -> settings.addAll(settings(block)));
        List<String> signals = new ArrayList<>();
        for (SettingsDraft.Signal signal : SettingsDraft.Signal.values()) {
            if (Files.exists(data.resolve(signal.file()), LinkOption.NOFOLLOW_LINKS)) {
                signals.add(signal.file());
            }
        }
        String plan = auto.or(() -> recovery).map(OwnedBlock.Content::plan).orElse("");
        return Optional.of(new WrittenSettings(plan, settings, signals));
    }

    /** The value that stands there. */
    public Optional<String> value(String name) {
        return settings.reversed().stream()
                .filter(setting -> setting.is(name))
                .map(Setting::value)
                .findFirst();
    }

    static Optional<OwnedBlock.Content> in(Path data, String file) {
        Path path = data.resolve(file);
        try {
            return Files.isRegularFile(path) ? OwnedBlock.content(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException | OwnedBlock.Broken cannotBeTold) {
            return Optional.empty();
        }
    }

    private static List<Setting> settings(OwnedBlock.Content block) {
        return block.lines().stream()
                .map(ConfigLine::read)
                .flatMap(Optional::stream)
                .map(line -> new Setting(line.name(), line.value(), ""))
                .toList();
    }
}
