package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import dev.walkback.testing.Components;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.S3ProxyServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming in: certificates, and credentials from all the places they may come from. */
final class S3AccessIT {

    private static Reason reasonOf(S3Config config) {
        try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
            storage.stat("object");
            throw new AssertionError("nobody was turned away");
        } catch (StorageException.Denied denied) {
            return denied.reason();
        }
    }

    private static S3Config overTls(S3ProxyServer server) {
        return S3Config.of("bucket", "")
                .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                .with(new S3Credentials.Keys(server.accessKey(), server.secretKey(), null));
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        assertThat(reasonOf(overTls(Components.s3proxyWithTls()))).isEqualTo(Reason.SERVER_IDENTITY);
    }

    @Test
    void a_certificate_of_the_file_is_believed() {
        S3ProxyServer server = Components.s3proxyWithTls();
        S3Config config = overTls(server);
        S3Endpoint trusting = config.endpoint().withCaFile(server.certificate());
        try (S3Storage storage = S3Storage.open(config.with(trusting), Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.stat("object")).isInstanceOf(StorageException.NoStorage.class);
        }
    }

    @Test
    void plain_http_where_tls_was_expected_is_said_so() {
        int port = Components.s3proxy().endpoint().getPort();
        S3Config config = S3Config.of("bucket", "")
                .with(S3Endpoint.at("127.0.0.1:" + port).withPathStyle(true))
                .with(new S3Credentials.Keys("key", "secret", null));
        try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.stat("object"))
                    .isInstanceOf(StorageException.Rejected.class)
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void an_unknown_key_is_turned_away() {
        try (TestBucket bucket = new TestBucket(Components.s3proxy())) {
            assertThat(reasonOf(bucket.config().with(new S3Credentials.Keys("nobody", "secret", null))))
                    .isEqualTo(Reason.CREDENTIALS);
        }
    }

    @Test
    void a_profile_of_a_file_is_used(@TempDir Path folder) throws IOException {
        try (TestBucket bucket = new TestBucket(Components.s3proxy())) {
            Path file = folder.resolve("credentials");
            Files.writeString(file, """
                    [default]
                    aws_access_key_id = nobody
                    aws_secret_access_key = nothing
                    [archive]
                    aws_access_key_id = testkey
                    aws_secret_access_key = testsecret
                    """);
            try (S3Storage storage = S3Storage.open(
                    bucket.config().with(new S3Credentials.Profile("archive", null, file)), Clock.systemUTC())) {
                assertThat(storage.stat("object")).isEmpty();
            }
        }
    }

    @Test
    void credentials_of_the_instance_are_used() {
        byte[] answer = """
                {"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "instancekey", "SecretAccessKey": "secret",
                 "Token": "instance token", "LastUpdated": "2026-01-01T00:00:00Z", "Expiration": "2099-01-01T00:00:00Z"}
                """.getBytes(StandardCharsets.UTF_8);
        String property = "aws.ec2MetadataServiceEndpoint";
        try (HttpRecorder metadata = new HttpRecorder(request -> {
                    String path = request.uri().getPath();
                    if (path.endsWith("/token")) {
                        return new Answer(200, Map.of(), "token".getBytes(StandardCharsets.UTF_8));
                    }
                    return path.endsWith("/")
                            ? new Answer(200, Map.of(), "role".getBytes(StandardCharsets.UTF_8))
                            : new Answer(200, Map.of(), answer);
                });
                HttpRecorder server = new HttpRecorder(request -> Answer.of(200))) {
            System.setProperty(property, metadata.endpoint().toString());
            S3Config config = S3Config.of("bucket", "")
                    .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                    .with(new S3Credentials.Instance(true));
            try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
                storage.stat("object");
                HttpRecorder.Request asked = server.requests().getFirst();
                assertThat(asked.header("Authorization").getFirst()).contains("Credential=instancekey/");
                assertThat(asked.header("X-Amz-Security-Token")).containsExactly("instance token");
                assertThat(asked.header("X-YaCloud-SubjectToken")).containsExactly("instance token");
            } finally {
                System.clearProperty(property);
            }
        }
    }
}
