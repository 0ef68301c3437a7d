package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageChoiceTest {

    @TempDir
    Path root;

    private Path home;
    private Path work;
    private final List<Warning> warnings = new ArrayList<>();

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(root.resolve("home"));
        work = Files.createDirectory(root.resolve("work"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a/b/,         S3:bucket:a/b",
        "s3://my_bucket,           S3:my_bucket:",
        "s3://bucket//a//b//,      S3:bucket:a//b",
        "s3://bucket/a%20b%C3%A9,  S3:bucket:a bé",
        "s3://bucket/a?x=y#z,      S3:bucket:a",
        "azure://container/path,   AZ:container:path",
        "ssh://host/a/b/,          SSH:null@host:0:/a/b/",
        "ssh://me@host:2222/a,     SSH:me@host:2222:/a",
        "sftp://me@[::1]:2222/a,   SSH:me@::1:2222:/a",
        "file:///var/x,            FILE:/var/x",
        "file://localhost/var/x,   FILE:/var/x",
        "/var/x/../y,              FILE:/var/y",
        "gs://bucket/x,            NOT:Google Cloud Storage",
        "oss://bucket/x,           NOT:Alibaba OSS",
        "swift://container/x,      NOT:OpenStack Swift",
    })
    void a_url_or_path_names_a_place(String url, String place) {
        assertThat(told(choose(Manner.NATIVE, Map.of(), url).place())).isEqualTo(place);
    }

    @Test
    void paths_are_those_of_the_working_directory_and_the_home() {
        assertThat(choose(Manner.NATIVE, Map.of(), "./x").place()).isEqualTo(new Place.Directory(work.resolve("x")));
        assertThat(choose(Manner.NATIVE, Map.of(), ".").place()).isEqualTo(new Place.Directory(work));
        assertThat(choose(Manner.NATIVE, Map.of(), "~/x").place()).isEqualTo(new Place.Directory(home.resolve("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host/x",
                "s3:///x",
                "s3://",
                "s3://bucket/%zz",
                "file://var/x",
                "ssh://host:99999/x",
                "ssh://a:b:c/x",
                "ssh://me:pass@host/x",
                "://",
                "memory://x",
                "nosuch"
            })
    void what_is_neither_a_name_nor_a_place_is_a_usage_error(String url) {
        assertThatThrownBy(() -> choose(Manner.NATIVE, Map.of(), url))
                .isInstanceOf(UsageError.class)
                .hasMessageNotContaining("pass@");
    }

    @ParameterizedTest
    @CsvSource({
        "WALG_OSS_PREFIX WALG_S3_PREFIX,     NOT:Alibaba OSS",
        "WALE_S3_PREFIX WALG_FILE_PREFIX,    S3:bucket:p",
        "WALG_FILE_PREFIX WALG_GS_PREFIX,    FILE:/a",
        "WALG_GS_PREFIX WALG_AZ_PREFIX,      NOT:Google Cloud Storage",
        "WALG_AZ_PREFIX WALG_SWIFT_PREFIX,   AZ:bucket:p",
        "WALG_SWIFT_PREFIX WALG_SSH_PREFIX,  NOT:OpenStack Swift",
        "WALG_SSH_PREFIX WALG_SSH_PREFIX,    SSH:null@bucket:0:/p",
    })
    void of_several_prefixes_the_first_in_wal_gs_order_counts(String names, String place) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String name : names.split(" ", -1)) {
            environment.put(name, name.equals("WALG_FILE_PREFIX") ? "/a" : "any://bucket/p");
        }
        for (Manner manner : Manner.values()) {
            assertThat(told(choose(manner, environment, "").place())).isEqualTo(place);
        }
    }

    @Test
    void natively_a_prefix_that_loses_is_told() {
        choose(Manner.NATIVE, Map.of("WALE_S3_PREFIX", "s3://b/p", "WALG_FILE_PREFIX", "/a"), "");
        assertThat(warnings)
                .extracting(Warning::text)
                .containsExactly("WALG_FILE_PREFIX has no effect (environment variable WALG_FILE_PREFIX):"
                        + " WALG_S3_PREFIX is set, too, and comes first");
    }

    @Test
    void the_old_way_to_name_a_directory_works() {
        assertThat(choose(Manner.WALG, Map.of("WALE_FILE_PREFIX", "file://localhost/var/x/"), "")
                        .place())
                .isEqualTo(new Place.Directory(Path.of("/var/x")));
    }

    @Test
    void no_storage_is_wal_gs_sentence_there_and_examples_natively() {
        assertThatThrownBy(() -> choose(Manner.WALG, Map.of(), ""))
                .isInstanceOf(UsageError.class)
                .hasMessage("Failed to find any configured storage");
        assertThatThrownBy(() -> choose(Manner.NATIVE, Map.of(), ""))
                .isInstanceOfSatisfying(
                        UsageError.class,
                        error -> assertThat(error.tries()).contains("storage ls --storage s3://bucket/path"));
    }

    @Test
    void a_password_in_an_address_is_refused_and_not_shown() {
        assertThatThrownBy(() -> choose(Manner.WALG, Map.of("WALG_SSH_PREFIX", "ssh://me:hunter2@host/a"), ""))
                .isInstanceOf(UsageError.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void natively_the_user_in_the_prefix_counts_and_under_wal_g_it_does_not() {
        Map<String, String> environment = Map.of("WALG_SSH_PREFIX", "ssh://me@host/a");
        assertThat(told(choose(Manner.NATIVE, environment, "").place())).isEqualTo("SSH:me@host:0:/a");
        assertThat(told(choose(Manner.WALG, environment, "").place())).isEqualTo("SSH:null@host:0:/a");
    }

    // ---- named storages ----

    private static final String TWO = """
            default: near
            aws_region: everywhere
            storages:
              near:
                file_prefix: /near
              far:
                s3_prefix: s3://far/p
                aws-region: far
                aws_access_key_id: farkey
                aws_secret_access_key: farsecret
            """;

    @Test
    void a_name_chooses_a_storage_of_the_file_and_none_its_default() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), TWO);
        assertThat(told(choose(Manner.NATIVE, Map.of(), "far").place())).isEqualTo("S3:far:p");
        ChosenStorage near = choose(Manner.NATIVE, Map.of(), "");
        assertThat(near.name()).isEqualTo("near");
        assertThat(near.settings().text("AWS_REGION")).contains("everywhere");
    }

    @Test
    void what_a_storage_says_of_itself_wins_over_the_environment() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), TWO);
        Map<String, String> environment =
                Map.of("AWS_REGION", "environment", "WALG_FILE_PREFIX", "/environment", "S3_SSE", "AES256");
        ChosenStorage far = choose(Manner.NATIVE, environment, "far");
        assertThat(told(far.place())).isEqualTo("S3:far:p");
        assertThat(far.settings().text("AWS_REGION")).contains("far");
        assertThat(far.settings().text("S3_SSE")).contains("AES256");
        assertThat(far.settings().find("AWS_REGION").orElseThrow().origin().toString())
                .endsWith("walkback.yaml, line 8, key storages.far.aws-region");
    }

    @Test
    void the_environments_storage_wins_over_the_files_default() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), TWO);
        assertThat(told(choose(Manner.NATIVE, Map.of("WALG_FILE_PREFIX", "/e"), "")
                        .place()))
                .isEqualTo("FILE:/e");
        assertThat(told(choose(Manner.NATIVE, Map.of("WALKBACK_STORAGE", "far"), "")
                        .place()))
                .isEqualTo("S3:far:p");
        assertThat(told(choose(Manner.NATIVE, Map.of("WALKBACK_STORAGE", "/f"), "")
                        .place()))
                .isEqualTo("FILE:/f");
    }

    @Test
    void an_unknown_name_has_a_nearest_one() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), TWO);
        assertThatThrownBy(() -> choose(Manner.NATIVE, Map.of(), "naer"))
                .isInstanceOfSatisfying(
                        UsageError.class, error -> assertThat(error.tries()).contains("storage check --storage near"))
                .hasMessageContaining("near, far");
    }

    @Test
    void a_default_that_is_not_described_is_refused() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), "default: gone\nstorages:\n  a: {file_prefix: /a}\n");
        assertThatThrownBy(() -> choose(Manner.NATIVE, Map.of(), ""))
                .hasMessageContaining("the default storage gone is not described");
    }

    @Test
    void wal_gs_failover_storages_are_storages_by_name_and_take_over_bare_names_only() throws IOException {
        Files.writeString(home.resolve(".walg.json"), """
                {"WALG_FILE_PREFIX": "/main", "AWS_REGION": "bare", "WALG_S3_SSE": "AES256",
                 "WALG_FAILOVER_STORAGES": {"second": {"WALG_S3_PREFIX": "s3://second/p"}}}""");
        ChosenStorage second = choose(Manner.WALG, Map.of(), "second");
        assertThat(told(second.place())).isEqualTo("S3:second:p");
        assertThat(second.settings().text("AWS_REGION")).contains("bare");
        assertThat(second.settings().text("S3_SSE")).isEmpty();
        assertThat(told(choose(Manner.WALG, Map.of(), "default").place())).isEqualTo("FILE:/main");
    }

    @Test
    void an_unknown_setting_of_a_storage_is_named_with_its_storage() throws IOException {
        Files.writeString(work.resolve("walkback.yaml"), "storages:\n  a:\n    file_prefxi: /a\n");
        assertThatThrownBy(() -> choose(Manner.NATIVE, Map.of(), "a"))
                .hasMessageContaining("unknown setting storages.a.file_prefxi")
                .hasMessageContaining("line 3")
                .hasMessageContaining("the nearest is FILE_PREFIX");
    }

    private ChosenStorage choose(Manner manner, Map<String, String> environment, String nameOrUrl) {
        Surroundings around = new Surroundings(environment, work, home, System.getProperty("user.name"));
        return new StorageChoice(Settings.read(manner, around, Flags.NONE), warnings::add).of(nameOrUrl);
    }

    private static String told(Place place) {
        return switch (place) {
            case Place.Directory it -> "FILE:" + it.path();
            case Place.Bucket it -> "S3:" + it.bucket() + ":" + it.path();
            case Place.Container it -> "AZ:" + it.container() + ":" + it.path();
            case Place.Host it -> "SSH:" + it.user() + "@" + it.host() + ":" + it.port() + ":" + it.path();
            case Place.Unsupported it -> "NOT:" + it.service();
        };
    }
}
