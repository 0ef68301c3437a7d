package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which source wins: each row a fact, those under wal-g observed with the real one. */
class SettingsPrecedenceTest {

    @TempDir
    Path root;

    private Path home;
    private Path work;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(root.resolve("home"));
        work = Files.createDirectory(root.resolve("work"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // manner, flag, environment, file, what counts
                "WALG,   f, e, c, f",
                "WALG,   -, e, c, e",
                "WALG,   -, -, c, c",
                "WALG,   -, -, -, lz4",
                "WALG,  '', e, c, ''",
                "WALG,   -, '', c, c",
                "NATIVE, zstd, none, lzma, zstd",
                "NATIVE, -, none, lzma, none",
                "NATIVE, -, -, lzma, lzma",
                "NATIVE, -, '', lzma, lzma",
                "NATIVE, -, -, -, lz4",
            })
    void flags_win_over_the_environment_and_that_over_the_file(
            Manner manner, String flag, String variable, String inFile, String counts) throws IOException {
        Map<String, String> flags = new HashMap<>();
        Map<String, String> environment = new HashMap<>();
        if (flag != null) {
            flags.put("WALG_COMPRESSION_METHOD", flag);
        }
        if (variable != null) {
            environment.put("WALG_COMPRESSION_METHOD", variable);
        }
        if (inFile != null) {
            Files.writeString(home.resolve(".walg.json"), "{\"WALG_COMPRESSION_METHOD\": \"" + inFile + "\"}");
        }
        Settings settings = Settings.read(manner, around(environment), new Flags(null, flags));
        assertThat(settings.text("WALG_COMPRESSION_METHOD")).contains(counts);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // manner, name in the environment, name in the file, where it comes from
                "WALG,   WALE_FILE_PREFIX,     -,                environment",
                "WALG,   WALE_FILE_PREFIX,     WALG_FILE_PREFIX, file",
                "WALG,   WALG_FILE_PREFIX,     WALE_FILE_PREFIX, environment",
                "WALG,   WALKBACK_FILE_PREFIX, WALE_FILE_PREFIX, file",
                "WALG,   WALG_S3_SSE,          S3_SSE,           file",
                "WALG,   S3_SSE,               WALG_S3_SSE,      environment",
                "WALG,   WALE_S3_SSE,          WALG_S3_SSE,      file",
                "WALG,   AWS_ACCESS_KEY,       AWS_ACCESS_KEY_ID, file",
                "WALG,   -,                    wale_s3_sse,      file",
                "NATIVE, WALKBACK_FILE_PREFIX, WALG_FILE_PREFIX, environment",
                "NATIVE, WALE_FILE_PREFIX,     WALG_FILE_PREFIX, file",
                "NATIVE, WALE_FILE_PREFIX,     -,                environment",
                "NATIVE, WALG_S3_SSE,          S3_SSE,           environment",
                "NATIVE, -,                    file-prefix,      file",
                "NATIVE, S3_SSE,               s3_sse,           environment",
            })
    void of_several_names_of_one_setting_the_stronger_counts(Manner manner, String variable, String key, String from)
            throws IOException {
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, "environment");
        if (key != null) {
            Files.writeString(home.resolve(".walg.yaml"), key + ": file\n");
        }
        Settings settings = Settings.read(manner, around(environment), Flags.NONE);
        String setting =
                Catalogue.all().find(key == null ? variable : key).orElseThrow().name();
        assertThat(settings.text(setting)).contains(from);
    }

    @Test
    void natively_ours_wins_over_wal_gs_and_that_over_the_clouds_name() {
        Map<String, String> environment =
                new HashMap<>(Map.of("WALKBACK_AWS_REGION", "ours", "WALG_AWS_REGION", "walg", "AWS_REGION", "cloud"));
        assertThat(region(environment)).contains("ours");
        environment.remove("WALKBACK_AWS_REGION");
        assertThat(region(environment)).contains("walg");
        environment.remove("WALG_AWS_REGION");
        assertThat(region(environment)).contains("cloud");
    }

    @Test
    void a_value_says_where_it_came_from() throws IOException {
        Path file = Files.writeString(
                home.resolve(".walg.json"), "{\n \"walg_file_prefix\": \"/a\",\n \"AWS_REGION\": \"x\"\n}");
        Settings settings = Settings.read(
                Manner.WALG,
                around(Map.of("WALG_SLOTNAME", "s")),
                new Flags(null, Map.of("WALG_DELTA_MAX_STEPS", "3")));
        assertThat(origin(settings, "WALG_DELTA_MAX_STEPS")).contains("flag --walg-delta-max-steps");
        assertThat(origin(settings, "WALG_SLOTNAME")).contains("environment variable WALG_SLOTNAME");
        assertThat(origin(settings, "WALG_FILE_PREFIX")).contains(file + ", line 2, key walg_file_prefix");
        assertThat(origin(settings, "WALG_LOG_LEVEL")).isEmpty();
    }

    @Test
    void natively_a_forgotten_second_name_is_told() {
        Settings settings = Settings.read(
                Manner.NATIVE, around(Map.of("WALG_AWS_REGION", "one", "AWS_REGION", "other")), Flags.NONE);
        assertThat(settings.warnings())
                .extracting(Warning::text)
                .containsExactly("AWS_REGION is set twice, differently: environment variable WALG_AWS_REGION counts,"
                        + " environment variable AWS_REGION does not");
    }

    private Optional<String> region(Map<String, String> environment) {
        return Settings.read(Manner.NATIVE, around(environment), Flags.NONE).text("AWS_REGION");
    }

    private static Optional<String> origin(Settings settings, String name) {
        return settings.find(name).map(value -> value.origin().toString());
    }

    private Surroundings around(Map<String, String> environment) {
        return new Surroundings(environment, work, home, System.getProperty("user.name"));
    }
}
