package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageOpenerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/path,              s3://bucket/path/sub",
        "azure://container/path,        azure://container/path/sub",
        "ssh://me@host:2222/path,       ssh://me@host:2222/path/sub",
    })
    void each_kind_is_opened_without_asking_anybody(String url, String location) {
        Map<String, String> environment = Map.of(
                "AZURE_STORAGE_ACCOUNT", "account",
                "AZURE_STORAGE_ACCESS_KEY", "a2V5",
                "AWS_REGION", "r",
                "SSH_PASSWORD", "p",
                "WALG_STORAGE_PREFIX", "/sub/");
        try (MutableStorage storage = open(environment, url)) {
            assertThat(storage.location().text()).isEqualTo(location);
        }
    }

    @Test
    void the_storage_prefix_is_a_folder_that_a_write_makes() throws IOException {
        Path root = Files.createDirectory(folder.resolve("archive"));
        Map<String, String> environment = Map.of("WALG_FILE_PREFIX", "archive", "WALG_STORAGE_PREFIX", "a/b");
        try (MutableStorage storage = open(environment, "")) {
            assertThat(storage.stat("x")).isEmpty();
            storage.write("x", Content.of("1".getBytes(StandardCharsets.UTF_8)), Overwrite.REFUSED);
        }
        assertThat(root.resolve("a/b/x")).hasContent("1");
    }

    @Test
    void a_directory_that_is_not_there_is_no_storage_whatever_the_storage_prefix() {
        Map<String, String> environment = Map.of("WALG_FILE_PREFIX", "absent", "WALG_STORAGE_PREFIX", "a");
        try (MutableStorage storage = open(environment, "")) {
            assertThatThrownBy(() -> storage.stat("x")).isInstanceOf(StorageException.NoStorage.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gs://b/x", "swift://b/x", "oss://b/x"})
    void what_is_not_supported_yet_says_so(String url) {
        assertThatThrownBy(() -> open(Map.of(), url))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("is not supported yet");
    }

    @ParameterizedTest
    @CsvSource({"WALKBACK_RATE_LIMIT, 0", "WALKBACK_CONCURRENCY, 0", "WALKBACK_CONCURRENCY, -1"})
    void a_limit_of_nothing_is_refused(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(name, value));
        assertThatThrownBy(() -> open(environment, folder.toString()))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(name);
    }

    private MutableStorage open(Map<String, String> environment, String nameOrUrl) {
        Surroundings around = new Surroundings(environment, folder, folder, System.getProperty("user.name"));
        Settings settings = Settings.read(Manner.NATIVE, around, Flags.NONE);
        return new StorageOpener(settings, Clock.systemUTC(), warning -> {}).open(nameOrUrl);
    }
}
