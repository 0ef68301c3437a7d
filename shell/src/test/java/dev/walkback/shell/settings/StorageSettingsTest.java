package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import dev.walkback.storage.TimeLimits;
import dev.walkback.storage.azure.AzureConfig;
import dev.walkback.storage.azure.AzureCredentials;
import dev.walkback.storage.azure.AzureEndpoint;
import dev.walkback.storage.s3.S3Config;
import dev.walkback.storage.s3.S3Credentials;
import dev.walkback.storage.s3.S3Encryption;
import dev.walkback.storage.s3.S3NewObjects;
import dev.walkback.storage.ssh.HostKeys;
import dev.walkback.storage.ssh.PrivateKey;
import dev.walkback.storage.ssh.SshConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each storage is told for each of its settings. */
class StorageSettingsTest {

    @TempDir
    Path folder;

    private final List<Warning> warnings = new ArrayList<>();

    // ---- S3 ----

    @Test
    void nothing_but_a_bucket_is_aws_with_what_the_machine_has() {
        S3Config config = s3(Map.of());
        assertThat(config.bucket()).isEqualTo("bucket");
        assertThat(config.prefix()).isEqualTo("path");
        assertThat(config.endpoint().address()).isNull();
        assertThat(config.endpoint().region()).isNull();
        assertThat(config.credentials()).isEqualTo(new S3Credentials.Chain());
        assertThat(config.newObjects()).isEqualTo(S3NewObjects.DEFAULT);
        assertThat(config.transfer().partSize()).isEqualTo(20971520);
        assertThat(config.limits()).isEqualTo(TimeLimits.DEFAULT);
        assertThat(warnings).isEmpty();
    }

    @Test
    void endpoint_region_and_styles_are_handed_on() {
        S3Config config = s3(Map.of(
                "AWS_ENDPOINT", "minio:9000",
                "AWS_REGION", "r",
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "AWS_DUAL_STACK", "1",
                "WALG_S3_CA_CERT_FILE", "ca.pem",
                "S3_DISABLE_100_CONTINUE", "true",
                "WALG_S3_USE_LIST_OBJECTS_V1", "true",
                "WALKBACK_S3_COMPATIBLE", "true"));
        assertThat(config.endpoint().address()).isEqualTo(URI.create("https://minio:9000"));
        assertThat(config.endpoint().region()).isEqualTo("r");
        assertThat(config.endpoint().pathStyle()).isTrue();
        assertThat(config.endpoint().dualStack()).isTrue();
        assertThat(config.endpoint().caFile()).isEqualTo(folder.resolve("ca.pem"));
        assertThat(config.dialect().expectContinue()).isFalse();
        assertThat(config.dialect().listV1()).isTrue();
        assertThat(config.dialect().checksums()).isFalse();
        assertThat(s3(Map.of("AWS_ENDPOINT", "http://h:1")).endpoint().address())
                .isEqualTo(URI.create("http://h:1"));
    }

    @Test
    void keys_go_with_their_token_and_a_role_goes_on_top() {
        Map<String, String> environment = new HashMap<>(
                Map.of("AWS_ACCESS_KEY", " id ", "AWS_SECRET_KEY", "secret\n", "AWS_SESSION_TOKEN", "token"));
        assertThat(s3(environment).credentials()).isEqualTo(new S3Credentials.Keys("id", "secret", "token"));
        environment.put("AWS_ROLE_ARN", "arn");
        environment.put("AWS_ROLE_SESSION_NAME", "me");
        assertThat(s3(environment).credentials())
                .isEqualTo(new S3Credentials.Role("arn", "me", new S3Credentials.Keys("id", "secret", "token")));
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
        assertThat(s3(environment).credentials()).isInstanceOf(S3Credentials.Keys.class);
    }

    @Test
    void half_a_key_is_refused() {
        assertThatThrownBy(() -> s3(Map.of("AWS_ACCESS_KEY_ID", "id")))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void a_token_of_the_environment_is_not_given_to_the_key_of_a_named_storage() throws IOException {
        Files.writeString(folder.resolve("walkback.yaml"), """
                storages:
                  far: {s3_prefix: "s3://far/p", aws_access_key_id: id, aws_secret_access_key: secret}
                """);
        Settings settings = read(Map.of("AWS_SESSION_TOKEN", "another's")).ofStorage("far");
        assertThat(new S3Settings(settings, warnings::add)
                        .config(new Place.Bucket("far", "p"), "")
                        .credentials())
                .isEqualTo(new S3Credentials.Keys("id", "secret", null));
    }

    @Test
    void a_profile_from_a_file_is_used_and_one_from_the_environment_left_to_the_chain() throws IOException {
        assertThat(s3(Map.of("AWS_PROFILE", "p")).credentials()).isEqualTo(new S3Credentials.Chain());
        Files.writeString(folder.resolve(".walg.yaml"), "AWS_PROFILE: p\nAWS_SHARED_CREDENTIALS_FILE: c\n");
        assertThat(s3(Map.of()).credentials()).isEqualTo(new S3Credentials.Profile("p", null, folder.resolve("c")));
    }

    @Test
    void encryption_on_the_services_side_has_three_forms() {
        assertThat(s3(Map.of("S3_SSE", "AES256")).newObjects().encryption())
                .isEqualTo(new S3Encryption.Managed("AES256"));
        assertThat(s3(Map.of("WALG_S3_SSE", "aws:kms", "WALE_S3_SSE_KMS_ID", "k"))
                        .newObjects()
                        .encryption())
                .isEqualTo(new S3Encryption.Kms("k"));
        assertThat(s3(Map.of("S3_SSE", "AES256", "S3_SSE_C", "c")).newObjects().encryption())
                .isEqualTo(new S3Encryption.CustomerKey("AES256", "c"));
        assertThatThrownBy(() -> s3(Map.of("S3_SSE", "AES256", "S3_SSE_KMS_ID", "k")))
                .isInstanceOf(UsageError.class);
    }

    @Test
    void new_objects_have_class_and_lock() {
        S3NewObjects made = s3(Map.of(
                        "WALG_S3_STORAGE_CLASS", "GLACIER",
                        "S3_RETENTION_PERIOD", "60",
                        "S3_RETENTION_MODE", "COMPLIANCE"))
                .newObjects();
        assertThat(made.storageClass()).isEqualTo("GLACIER");
        assertThat(made.lock()).isEqualTo(new S3NewObjects.Lock(Duration.ofMinutes(1), S3NewObjects.Mode.COMPLIANCE));
    }

    @Test
    void parts_and_batches_are_handed_on_and_checked() {
        S3Config config =
                s3(Map.of("S3_MAX_PART_SIZE", "10485760", "WALG_UPLOAD_CONCURRENCY", "3", "S3_DELETE_BATCH_SIZE", "7"));
        assertThat(config.transfer().partSize()).isEqualTo(10485760);
        assertThat(config.transfer().partsInFlight()).isEqualTo(3);
        assertThat(config.transfer().deleteBatch()).isEqualTo(7);
        for (Map<String, String> wrong : List.of(
                Map.of("S3_MAX_PART_SIZE", "1"),
                Map.of("UPLOAD_CONCURRENCY", "0"),
                Map.of("UPLOAD_CONCURRENCY", "-1"),
                Map.of("S3_DELETE_BATCH_SIZE", "1001"),
                Map.of("AWS_ENDPOINT", "ftp://x"))) {
            assertThatThrownBy(() -> s3(wrong)).as("%s", wrong).isInstanceOf(UsageError.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"X-A\": \"1\", \"X-B\": \"b\"}", "X-A: 1\nX-B: b\n", "- X-A: 1\n- X-B: b\n"})
    void additional_headers_are_yaml_a_map_or_a_list_of_maps(String yaml) {
        assertThat(s3(Map.of("S3_REQUEST_ADDITIONAL_HEADERS", yaml)).headers())
                .isEqualTo(Map.of("X-A", "1", "X-B", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "- hunter2",
                "X: [hunter2",
                "X A: hunter2",
                "X: \"hunter2\\r\\nY: z\"",
                "X: {a: hunter2}"
            })
    void headers_that_are_none_are_refused_without_being_shown(String yaml) {
        assertThatThrownBy(() -> s3(Map.of("S3_REQUEST_ADDITIONAL_HEADERS", yaml)))
                .isInstanceOf(UsageError.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3_ENDPOINT_SOURCE", "S3_ENABLE_VERSIONING", "S3_LOG_LEVEL", "S3_RANGE_MAX_RETRIES"})
    void what_has_no_effect_is_told(String name) {
        s3(Map.of(name, name.equals("S3_ENABLE_VERSIONING") ? "enabled" : "1"));
        assertThat(warnings).singleElement().asString().startsWith(name + " has no effect");
    }

    @Test
    void time_limits_are_settings() {
        Map<String, String> environment = Map.of(
                "WALKBACK_CONNECT_TIMEOUT", "3s", "WALKBACK_IDLE_TIMEOUT", "PT4S", "WALKBACK_REQUEST_TIMEOUT", "5s");
        TimeLimits limits = new TimeLimits(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(s3(environment).limits()).isEqualTo(limits);
    }

    // ---- Azure ----

    @Test
    void azure_takes_key_before_token_before_connection_string() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_STORAGE_ACCOUNT", "a",
                "AZURE_STORAGE_ACCESS_KEY", "key",
                "AZURE_STORAGE_SAS_TOKEN", "?sig",
                "AZURE_STORAGE_CONNECTION_STRING", "x"));
        assertThat(azure(environment).credentials()).isEqualTo(new AzureCredentials.AccountKey("key"));
        environment.remove("AZURE_STORAGE_ACCESS_KEY");
        assertThat(azure(environment).credentials()).isEqualTo(new AzureCredentials.SasToken("sig"));
        environment.remove("AZURE_STORAGE_SAS_TOKEN");
        environment.remove("AZURE_STORAGE_ACCOUNT");
        assertThat(azure(environment).credentials()).isEqualTo(new AzureCredentials.ConnectionString("x"));
        environment.remove("AZURE_STORAGE_CONNECTION_STRING");
        assertThatThrownBy(() -> azure(environment)).isInstanceOf(UsageError.class);
    }

    @Test
    void azure_has_blocks_clouds_and_an_address_of_its_own() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_STORAGE_ACCOUNT", "a",
                "AZURE_ENVIRONMENT_NAME", "AzureChinaCloud",
                "WALG_AZURE_BUFFER_SIZE", "1048576",
                "AZURE_MAX_BUFFERS", "9",
                "AZURE_TRY_TIMEOUT", "2",
                "AZURE_BLOB_STORE_API_VERSION", "2024-11-04"));
        AzureConfig config = azure(environment);
        assertThat(config.endpoint()).isEqualTo(new AzureEndpoint.Suffix("core.chinacloudapi.cn"));
        assertThat(config.blockSize()).isEqualTo(1048576);
        assertThat(config.buffers()).isEqualTo(9);
        assertThat(config.tryTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.apiVersion()).isEqualTo("2024-11-04");
        assertThat(config.prefix()).isEqualTo("path/sub");
        environment.put("AZURE_ENDPOINT_SUFFIX", "x.y");
        assertThat(azure(environment).endpoint()).isEqualTo(new AzureEndpoint.Suffix("x.y"));
        environment.put("WALKBACK_AZURE_ENDPOINT", "http://127.0.0.1:1/dev");
        assertThat(azure(environment).endpoint())
                .isEqualTo(new AzureEndpoint.Url(URI.create("http://127.0.0.1:1/dev")));
    }

    // ---- SSH ----

    @Test
    void ssh_checks_host_keys_unless_it_is_told_not_to() {
        assertThat(ssh(Map.of()).hostKeys()).isEqualTo(HostKeys.Known.of(folder));
        assertThat(ssh(Map.of("WALKBACK_SSH_KNOWN_HOSTS", "k")).hostKeys())
                .isEqualTo(new HostKeys.Known(List.of(folder.resolve("k"))));
        assertThat(ssh(Map.of("WALKBACK_SSH_HOST_KEY_CHECK", "off")).hostKeys()).isEqualTo(new HostKeys.Unchecked());
    }

    @Test
    void ssh_logs_in_with_key_and_password() throws IOException {
        Files.writeString(folder.resolve("phrase"), "open sesame\nmore\n");
        SshConfig config = ssh(Map.of(
                "SSH_USERNAME", "u",
                "SSH_PORT", "2222",
                "SSH_PASSWORD", "p",
                "SSH_PRIVATE_KEY_PATH", "id",
                "WALKBACK_SSH_PRIVATE_KEY_PASSPHRASE_FILE", "phrase"));
        assertThat(config.user()).isEqualTo("u");
        assertThat(config.port()).isEqualTo(2222);
        assertThat(config.password()).isEqualTo("p");
        assertThat(config.key()).isEqualTo(new PrivateKey(folder.resolve("id"), "open sesame"));
        assertThat(ssh(Map.of()).user()).isEqualTo(System.getProperty("user.name"));
        assertThatThrownBy(() -> ssh(Map.of("SSH_PORT", "0"))).isInstanceOf(UsageError.class);
    }

    private S3Config s3(Map<String, String> environment) {
        return new S3Settings(read(environment), warnings::add).config(new Place.Bucket("bucket", "path"), "");
    }

    private AzureConfig azure(Map<String, String> environment) {
        return new AzureSettings(read(environment)).config(new Place.Container("container", "path"), "sub");
    }

    private SshConfig ssh(Map<String, String> environment) {
        return new SshSettings(read(environment)).config(new Place.Host(null, "host", 0, "/a"));
    }

    private Settings read(Map<String, String> environment) {
        Surroundings around = new Surroundings(environment, folder, folder, System.getProperty("user.name"));
        return Settings.read(Manner.NATIVE, around, Flags.NONE);
    }
}
