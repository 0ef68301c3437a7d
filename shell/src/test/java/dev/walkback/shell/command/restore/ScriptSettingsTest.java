package dev.walkback.shell.command.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.settings.Flags;
import dev.walkback.shell.settings.Manner;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void what_the_environment_says_goes_along_with_whole_paths_and_without_secrets() {
        assertThat(of(Map.of(
                        "WALG_FILE_PREFIX", "archive",
                        "AWS_REGION", "eu-west-1",
                        "AWS_SECRET_ACCESS_KEY", "s3cret",
                        "WALG_LIBSODIUM_KEY", "k3y",
                        "HOME", "/root")))
                .containsOnly(
                        Map.entry("WALG_FILE_PREFIX", folder.resolve("archive").toString()),
                        Map.entry("AWS_REGION", "eu-west-1"));
    }

    @Test
    void a_config_file_of_this_directory_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("walkback.yaml"), "file_prefix: /archive\n");
        assertThat(of(Map.of())).containsOnly(Map.entry("WALKBACK_CONFIG", file.toString()));
    }

    private Map<String, String> of(Map<String, String> environment) {
        Surroundings around = new Surroundings(environment, folder, folder.resolve("home"), "somebody");
        return ScriptSettings.of(Settings.read(Manner.NATIVE, around, new Flags(null, Map.of())));
    }
}
