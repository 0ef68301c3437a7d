package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file is read, how, and what happens when it cannot be. */
class ConfigFileTest {

    private static final String SECRET = "hunter2-do-not-show";

    @TempDir
    Path root;

    private Path home;
    private Path work;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(root.resolve("home"));
        work = Files.createDirectory(root.resolve("work"));
    }

    // ---- which file ----

    @ParameterizedTest
    @CsvSource({
        // manner, the files that exist (name = its slot name), what counts
        "WALG,   home/.walg.json home/.walg.yaml,                         home/.walg.json",
        "WALG,   home/.walg.toml home/.walg.yaml,                         home/.walg.toml",
        "WALG,   home/.walg.yml home/.walg.env,                           home/.walg.yml",
        "WALG,   home/.walg.env,                                          home/.walg.env",
        "WALG,   work/walkback.yaml home/.walg.env,                       home/.walg.env",
        "WALG,   home/.walg.JSON home/.walg home/.walg.conf,              walg",
        "NATIVE, work/walkback.yaml home/.config/walkback/config.yaml,    work/walkback.yaml",
        "NATIVE, home/.config/walkback/config.yaml home/.walg.json,       home/.config/walkback/config.yaml",
        "NATIVE, home/.walg.json,                                         home/.walg.json",
    })
    void one_file_counts_and_none_is_merged(Manner manner, String files, String counts) throws IOException {
        for (String file : files.split(" ", -1)) {
            write(root.resolve(file), "WALG_SLOTNAME", file);
        }
        assertThat(read(manner, Map.of(), Flags.NONE).text("WALG_SLOTNAME")).contains(counts);
    }

    @Test
    void the_flag_wins_over_the_variable_and_that_over_the_home_file() throws IOException {
        write(home.resolve(".walg.json"), "WALG_SLOTNAME", "home");
        write(root.resolve("variable.json"), "WALG_SLOTNAME", "variable");
        write(root.resolve("flag.json"), "WALG_SLOTNAME", "flag");
        Map<String, String> environment = Map.of("WALG_CONFIG_PATH", "../variable.json");
        Flags flag = new Flags("../flag.json", Map.of());
        assertThat(read(Manner.WALG, environment, flag).text("WALG_SLOTNAME")).contains("flag");
        assertThat(read(Manner.WALG, environment, new Flags("", Map.of())).text("WALG_SLOTNAME"))
                .contains("variable");
        assertThat(read(Manner.WALG, Map.of(), Flags.NONE).text("WALG_SLOTNAME"))
                .contains("home");
    }

    @Test
    void the_home_is_that_of_the_passwd_entry_and_the_variable_only_stands_in_for_it() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        write(elsewhere.resolve(".walg.json"), "WALG_SLOTNAME", "elsewhere");
        Map<String, String> environment = Map.of("HOME", elsewhere.toString());
        assertThat(read(Manner.WALG, environment, Flags.NONE).text("WALG_SLOTNAME"))
                .contains("elsewhere");
        write(home.resolve(".walg.yaml"), "WALG_SLOTNAME", "passwd");
        assertThat(read(Manner.WALG, environment, Flags.NONE).text("WALG_SLOTNAME"))
                .contains("passwd");
    }

    @Test
    void a_walkback_yaml_of_another_user_is_not_used_unasked() throws IOException {
        Path file = write(work.resolve("walkback.yaml"), "WALG_SLOTNAME", "planted");
        Surroundings stranger = new Surroundings(Map.of(), work, home, "somebody-else");
        boolean rootOwnsIt = Files.getOwner(file).getName().equals("root");
        if (rootOwnsIt) {
            // what root put there is root's to decide
            assertThat(Settings.read(Manner.NATIVE, stranger, Flags.NONE).text("WALG_SLOTNAME"))
                    .contains("planted");
        } else {
            assertThatThrownBy(() -> Settings.read(Manner.NATIVE, stranger, Flags.NONE))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("belongs to another user");
        }
    }

    // ---- formats ----

    @Test
    void every_format_gives_the_same_settings() throws IOException {
        Files.writeString(root.resolve("a.json"), """
                {"walg_slotname": "s 1", "WALG_UPLOAD_CONCURRENCY": 4, "WALG_USE_WAL_DELTA": true}""");
        Files.writeString(root.resolve("a.yaml"), """
                walg_slotname: s 1   # a comment
                WALG_UPLOAD_CONCURRENCY: 4
                WALG_USE_WAL_DELTA: true
                """);
        Files.writeString(root.resolve("a.toml"), """
                walg_slotname = "s 1"
                WALG_UPLOAD_CONCURRENCY = 4
                WALG_USE_WAL_DELTA = true
                """);
        Files.writeString(root.resolve("a.env"), """
                export walg_slotname="s 1" # a comment
                WALG_UPLOAD_CONCURRENCY=4
                WALG_USE_WAL_DELTA: true
                """);
        for (String file : List.of("a.json", "a.yaml", "a.toml", "a.env")) {
            for (Manner manner : Manner.values()) {
                Settings settings = read(manner, Map.of(), new Flags("../" + file, Map.of()));
                assertThat(settings.text("WALG_SLOTNAME")).as(file).contains("s 1");
                assertThat(settings.number("WALG_UPLOAD_CONCURRENCY")).as(file).hasValue(4);
                assertThat(settings.flag("WALG_USE_WAL_DELTA")).as(file).isTrue();
                assertThat(settings.warnings()).as(file).isEmpty();
            }
        }
    }

    @Test
    void of_a_key_that_is_twice_in_json_the_last_counts() throws IOException {
        Files.writeString(home.resolve(".walg.json"), """
                {"WALG_SLOTNAME": "first", "walg_slotname": "last"}""");
        assertThat(read(Manner.WALG, Map.of(), Flags.NONE).text("WALG_SLOTNAME"))
                .contains("last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0123          | 83",
                "0x1F          | 31",
                "0o17          | 15",
                "1_000         | 1000",
                "1e3           | 1000",
                "12345678901234567890123 | 12345678901234568000000",
                "'\"0123\"'    | 0123",
                "!!str 0123    | 0123",
                "yes           | yes",
                "True          | true",
                "2026-03-01    | 2026-03-01",
                "190:20:30     | 190:20:30",
            })
    void a_yaml_scalar_has_the_text_that_wal_g_makes_of_it(String written, String text) throws IOException {
        Files.writeString(home.resolve(".walg.yaml"), "WALG_SLOTNAME: " + written + "\n");
        assertThat(read(Manner.WALG, Map.of(), Flags.NONE).text("WALG_SLOTNAME"))
                .contains(text);
    }

    @Test
    void natively_a_password_that_yaml_takes_for_a_number_is_told() throws IOException {
        Files.writeString(home.resolve(".walg.yaml"), "PGPASSWORD: 0123\n");
        restrict(home.resolve(".walg.yaml"));
        assertThat(texts(read(Manner.NATIVE, Map.of(), Flags.NONE)))
                .singleElement()
                .asString()
                .contains("line 1, key PGPASSWORD is not in quotes and is read as a number")
                .doesNotContain("0123");
    }

    @Test
    void env_files_know_quotes_escapes_and_variables() throws IOException {
        Files.writeString(home.resolve(".walg.env"), """
                # comment
                BASE=ignored
                WALG_PGP_KEY="-----BEGIN
                second line\\nthird"
                WALG_SLOTNAME='$BASE #1'
                PGUSER=${USER_OUTSIDE}_x # who
                PGHOST="a\\"b"
                PGDATABASE=
                """);
        Settings settings = read(Manner.WALG, Map.of("USER_OUTSIDE", "me"), Flags.NONE);
        assertThat(settings.secret("WALG_PGP_KEY").orElseThrow().reveal()).isEqualTo("-----BEGIN\nsecond line\nthird");
        assertThat(settings.text("WALG_SLOTNAME")).contains("$BASE #1");
        assertThat(settings.text("PGUSER")).contains("me_x");
        assertThat(settings.text("PGHOST")).contains("a\"b");
        assertThat(settings.text("PGDATABASE")).contains("");
    }

    @Test
    void yaml_anchors_and_merge_keys_work() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), """
                storages:
                  one: &base
                    file_prefix: /one
                    aws_region: x
                  two:
                    <<: *base
                    file_prefix: /two
                """);
        Settings two = read(Manner.NATIVE, Map.of(), Flags.NONE).ofStorage("two");
        assertThat(two.text("WALG_FILE_PREFIX")).contains("/two");
        assertThat(two.text("AWS_REGION")).contains("x");
    }

    // ---- what cannot be used ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.json|{\"PGPASSWORD\": \"" + SECRET + "\", ]",
                "a.json|{\"PGPASSWORD\": " + SECRET + "}",
                "a.json|[\"" + SECRET + "\"]",
                "a.json|{\"PGPASSWORD\": \"" + SECRET + "\"} x",
                "a.yaml|PGPASSWORD: \"" + SECRET,
                "a.yaml|PGPASSWORD: *" + SECRET,
                "a.yaml|- " + SECRET,
                "a.yaml|PGPASSWORD: a\nPGPASSWORD: " + SECRET,
                "a.yaml|a: &a [*a]\nPGPASSWORD: " + SECRET + "\n" + SECRET,
                "a.yaml|a: &a {b: *a}\nPGPASSWORD: " + SECRET,
                "a.toml|PGPASSWORD = \"" + SECRET,
                "a.toml|PGPASSWORD = " + SECRET,
                "a.env|PGPASSWORD=\"" + SECRET,
                "a.env|" + SECRET + " without sign",
                "a.conf|" + SECRET,
                "a.JSON|{}",
                "a.ini|PGPASSWORD=" + SECRET,
                "a.properties|PGPASSWORD=" + SECRET,
                "plain|" + SECRET,
                "a.json|\u0000\u0001" + SECRET,
            })
    void a_file_that_cannot_be_read_is_an_error_natively_and_a_warning_under_wal_g_and_never_quoted(String row)
            throws IOException {
        String name = row.substring(0, row.indexOf('|'));
        Files.writeString(root.resolve(name), row.substring(row.indexOf('|') + 1));
        Flags flags = new Flags("../" + name, Map.of());

        Settings settings = read(Manner.WALG, Map.of("WALG_SLOTNAME", "goes on"), flags);
        assertThat(settings.text("WALG_SLOTNAME")).contains("goes on");
        assertThat(texts(settings))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains(name).doesNotContain(SECRET));

        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), flags))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(name)
                .satisfies(error -> assertThat(trace(error)).doesNotContain(SECRET));
    }

    @Test
    void an_absent_file_is_an_error_natively_and_a_warning_under_wal_g_that_hides_the_home_file() throws IOException {
        write(home.resolve(".walg.json"), "WALG_SLOTNAME", "home");
        Flags flags = new Flags("absent.json", Map.of());
        Settings settings = read(Manner.WALG, Map.of(), flags);
        assertThat(settings.text("WALG_SLOTNAME")).contains("walg");
        assertThat(texts(settings)).singleElement().asString().contains("absent.json", "there is no such file");
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), flags))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("absent.json: there is no such file");
    }

    @Test
    void a_file_of_more_than_a_mebibyte_is_refused() throws IOException {
        Files.write(root.resolve("a.json"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), new Flags("../a.json", Map.of())))
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void anchors_that_unfold_to_too_much_are_refused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: y}\n");
        for (int i = 1; i < 15; i++) {
            bomb.append("a%d: &a%d {p: *a%d, q: *a%d, r: *a%d, s: *a%d}\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        Files.writeString(root.resolve("a.yaml"), bomb);
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), new Flags("../a.yaml", Map.of())))
                .hasMessageContaining("unfold to too much");
    }

    @Test
    void deeply_nested_files_are_refused() throws IOException {
        Files.writeString(root.resolve("a.json"), "{\"a\":".repeat(100_000));
        Files.writeString(root.resolve("a.yaml"), "[".repeat(100_000));
        Files.writeString(root.resolve("a.toml"), "a = " + "[".repeat(100_000));
        for (String name : List.of("a.json", "a.yaml", "a.toml")) {
            assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), new Flags("../" + name, Map.of())))
                    .as(name)
                    .isInstanceOf(UsageError.class);
        }
    }

    // ---- unknown keys, wrong types ----

    @Test
    void an_unknown_key_is_an_error_natively_that_names_file_line_key_and_the_nearest() throws IOException {
        Path file = Files.writeString(home.resolve(".walg.yaml"), "WALG_SLOTNAME: x\nWALG_COMPRESION_METHOD: zstd\n");
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), Flags.NONE))
                .isInstanceOf(UsageError.class)
                .hasMessage("unknown setting WALG_COMPRESION_METHOD: " + file
                        + ", line 2, key WALG_COMPRESION_METHOD; the nearest is WALG_COMPRESSION_METHOD");
    }

    @Test
    void an_unknown_key_is_a_warning_under_wal_g() throws IOException {
        Files.writeString(home.resolve(".walg.json"), """
                {"walg_nonsense": 1, "WALG_TARGET_STORAGE": "x", "WALG_SLOTNAME": "s"}""");
        Settings settings = read(Manner.WALG, Map.of("WALG_ALSO_NONSENSE", "1"), Flags.NONE);
        assertThat(settings.text("WALG_SLOTNAME")).contains("s");
        assertThat(texts(settings))
                .startsWith("WALG_NONSENSE is unknown", "WALG_TARGET_STORAGE is unknown")
                .hasSize(3);
    }

    @Test
    void an_unknown_variable_is_nothing_unless_it_is_nearly_one_of_ours() {
        Map<String, String> environment = Map.of("WALG_NONSENSE", "1", "WALKBACK_HOME", "/opt", "WALKBACK_RETRYS", "3");
        assertThat(texts(read(Manner.NATIVE, environment, Flags.NONE)))
                .containsExactly("environment variable WALKBACK_RETRYS is not a setting; WALKBACK_RETRIES is");
        assertThat(read(Manner.WALG, environment, Flags.NONE).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "WALG_UPLOAD_DISK_CONCURRENCY,  many,  a whole number",
        "WALG_USE_WAL_DELTA,            maybe, true or false",
        "WALG_ALIVE_CHECK_INTERVAL,     1 min, an amount of time",
        "WALG_TAR_SIZE_THRESHOLD,       1.5gb, a number of bytes",
        "S3_MAX_THROTTLING_RETRY_DELAY, 5s,    a whole number of milliseconds",
        "WALG_FAILOVER_STORAGES_CACHE_EMA_ALIVE_LIMIT, 1d, a number",
    })
    void a_value_of_the_wrong_type_is_an_error_natively_and_a_warning_under_wal_g(
            String name, String value, String expected) {
        Map<String, String> environment = Map.of(name, value);
        assertThatThrownBy(() -> read(Manner.NATIVE, environment, Flags.NONE))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(name + " is not " + expected)
                .hasMessageEndingWith("environment variable " + name + " says '" + value + "'");
        assertThat(texts(read(Manner.WALG, environment, Flags.NONE)))
                .singleElement()
                .asString()
                .startsWith(name + " is not " + expected);
    }

    @Test
    void under_wal_g_a_word_that_is_no_boolean_is_false_and_a_number_that_is_none_the_default() {
        Settings settings = read(
                Manner.WALG,
                Map.of(
                        "WALG_PREVENT_WAL_OVERWRITE",
                        "maybe",
                        "WALG_UPLOAD_DISK_CONCURRENCY",
                        "x",
                        "S3_SKIP_VALIDATION",
                        "?"),
                Flags.NONE);
        assertThat(settings.flag("WALG_PREVENT_WAL_OVERWRITE")).isFalse();
        assertThat(settings.number("WALG_UPLOAD_DISK_CONCURRENCY")).hasValue(1);
        assertThat(settings.flag("S3_SKIP_VALIDATION")).isFalse();
    }

    @Test
    void a_word_that_a_setting_does_not_know_has_a_nearest_one() {
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of("WALG_COMPRESSION_METHOD", "lz5"), Flags.NONE))
                .hasMessage("WALG_COMPRESSION_METHOD is not one of lz4, lzma, zstd, brotli, none:"
                        + " environment variable WALG_COMPRESSION_METHOD says 'lz5'; the nearest is lz4");
        Settings settings = read(Manner.WALG, Map.of("WALG_COMPRESSION_METHOD", "lz5"), Flags.NONE);
        assertThatThrownBy(() -> settings.choice("WALG_COMPRESSION_METHOD")).isInstanceOf(UsageError.class);
    }

    @Test
    void a_map_where_a_text_belongs_is_of_the_wrong_type() throws IOException {
        Files.writeString(home.resolve(".walg.json"), "{\"PGPASSWORD\": {\"a\": \"" + SECRET + "\"}}");
        assertThat(texts(read(Manner.WALG, Map.of(), Flags.NONE)))
                .singleElement()
                .asString()
                .startsWith("PGPASSWORD is not text");
        assertThatThrownBy(() -> read(Manner.NATIVE, Map.of(), Flags.NONE))
                .isInstanceOf(UsageError.class)
                .hasMessageNotContainingAny(SECRET);
    }

    // ---- secrets ----

    @Test
    void secrets_that_every_user_may_read_are_told_natively() throws IOException {
        Path file = Files.writeString(home.resolve(".walg.json"), "{\"PGPASSWORD\": \"" + SECRET + "\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(texts(read(Manner.NATIVE, Map.of(), Flags.NONE)))
                .singleElement()
                .asString()
                .contains("chmod 600");
        assertThat(read(Manner.WALG, Map.of(), Flags.NONE).warnings()).isEmpty();
        restrict(file);
        assertThat(read(Manner.NATIVE, Map.of(), Flags.NONE).warnings()).isEmpty();
    }

    @Test
    void printing_settings_shows_no_secret() throws IOException {
        Files.writeString(home.resolve(".walg.json"), "{\"PGPASSWORD\": \"" + SECRET + "\"}");
        Surroundings around = around(Map.of("AWS_SECRET_ACCESS_KEY", SECRET));
        Flags flags = new Flags(null, Map.of("WALG_PGP_KEY_PASSPHRASE", SECRET));
        Settings settings = Settings.read(Manner.WALG, around, flags);
        assertThat(settings.toString() + settings.set() + around + flags)
                .contains("PGPASSWORD=***")
                .doesNotContain(SECRET);
    }

    private Settings read(Manner manner, Map<String, String> environment, Flags flags) {
        return Settings.read(manner, around(environment), flags);
    }

    private Surroundings around(Map<String, String> environment) {
        return new Surroundings(environment, work, home, System.getProperty("user.name"));
    }

    private static List<String> texts(Settings settings) {
        return settings.warnings().stream().map(Warning::text).toList();
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void restrict(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Path write(Path file, String name, String value) throws IOException {
        Files.createDirectories(file.getParent());
        String ending = file.getFileName().toString().replaceAll(".*\\.", "");
        String text = switch (ending) {
            case "json", "JSON" -> "{\"%s\": \"%s\"}";
            case "toml" -> "%s = \"%s\"\n";
            case "env" -> "%s=%s\n";
            default -> "%s: %s\n";
        };
        return Files.writeString(file, text.formatted(name, value), StandardCharsets.UTF_8);
    }
}
