package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is really sent, and what is made of answers that no test server gives. */
final class S3RequestsTest {

    private static final String SECRET = "the secret of the test";
    private static final String KEY_OF_32_BYTES = "0123456789abcdef0123456789abcdef";
    private static final String ONE_KEY = """
            <?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>
            <EncodingType>url</EncodingType><Contents><Key>a%2Bb</Key><Size>3</Size><ETag>"e"</ETag>
            <LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents></ListBucketResult>
            """;

    private static Answer ok(Request request) {
        return Answer.of(200);
    }

    private static S3Config config(HttpRecorder server) {
        return S3Config.of("b", "")
                .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                .with(new S3Credentials.Keys("key", SECRET, null));
    }

    private static void write(S3Config config) {
        try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
            storage.write("object", Content.of(new byte[10]), Overwrite.ALLOWED);
        }
    }

    @Test
    void temporary_credentials_send_their_token() {
        try (HttpRecorder server = new HttpRecorder(S3RequestsTest::ok)) {
            write(config(server).with(new S3Credentials.Keys("key", SECRET, "token of the session")));
            assertThat(server.requests().getFirst().header("X-Amz-Security-Token"))
                    .containsExactly("token of the session");
        }
    }

    @Test
    void a_new_object_is_asked_for_its_storage_class_and_encryption_and_lock() {
        try (HttpRecorder server = new HttpRecorder(S3RequestsTest::ok)) {
            write(config(server)
                    .with(new S3NewObjects(
                            "STANDARD_IA",
                            new S3Encryption.Kms("key of kms"),
                            new S3NewObjects.Lock(Duration.ofDays(1), S3NewObjects.Mode.COMPLIANCE))));
            Request put = server.requests().getFirst();
            assertThat(put.header("x-amz-storage-class")).containsExactly("STANDARD_IA");
            assertThat(put.header("x-amz-server-side-encryption")).containsExactly("aws:kms");
            assertThat(put.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .containsExactly("key of kms");
            assertThat(put.header("x-amz-object-lock-mode")).containsExactly("COMPLIANCE");
            assertThat(put.header("x-amz-object-lock-retain-until-date")).hasSize(1);
        }
    }

    @Test
    void a_key_of_ours_travels_with_writing_reading_and_looking() {
        try (HttpRecorder server = new HttpRecorder(S3RequestsTest::ok);
                S3Storage storage = S3Storage.open(
                        config(server)
                                .with(new S3NewObjects(
                                        null, new S3Encryption.CustomerKey("AES256", KEY_OF_32_BYTES), null)),
                        Clock.systemUTC())) {
            storage.write("object", Content.of(new byte[10]), Overwrite.ALLOWED);
            storage.stat("object");
            storage.read("object").close();
            assertThat(server.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.header("x-amz-server-side-encryption-customer-algorithm"))
                        .containsExactly("AES256");
                assertThat(request.header("x-amz-server-side-encryption-customer-key"))
                        .containsExactly("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
                assertThat(request.header("x-amz-server-side-encryption-customer-key-MD5"))
                        .hasSize(1);
            });
        }
    }

    @Test
    void headers_of_ones_own_are_sent_with_every_request() {
        try (HttpRecorder server = new HttpRecorder(S3RequestsTest::ok)) {
            write(config(server).withHeaders(Map.of("X-Tenant", "seven")));
            assertThat(server.requests().getFirst().header("X-Tenant")).containsExactly("seven");
        }
    }

    @Test
    void a_compatible_store_gets_no_new_checksums() {
        try (HttpRecorder server = new HttpRecorder(S3RequestsTest::ok)) {
            write(config(server).with(S3Dialect.COMPATIBLE));
            Request put = server.requests().getFirst();
            assertThat(put.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("checksum"));
            assertThat(put.body()).hasSize(10);
        }
    }

    @Test
    void a_listing_is_asked_for_compressed_and_unpacked() {
        try (HttpRecorder server = new HttpRecorder(
                        request -> new Answer(200, Map.of("Content-Encoding", "gzip"), packed(ONE_KEY)));
                S3Storage storage = S3Storage.open(config(server), Clock.systemUTC());
                var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing.map(object -> object.key())).containsExactly("a+b");
            Request request = server.requests().getFirst();
            assertThat(request.header("Accept-Encoding")).containsExactly("gzip");
            assertThat(request.header("Authorization").getFirst()).doesNotContain("accept-encoding");
        }
    }

    @Test
    void the_first_version_of_listing_is_used_when_told_so() {
        try (HttpRecorder server = new HttpRecorder(
                        request -> new Answer(200, Map.of(), ONE_KEY.getBytes(StandardCharsets.UTF_8)));
                S3Storage storage =
                        S3Storage.open(config(server).with(S3Dialect.AWS.withListV1(true)), Clock.systemUTC());
                var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing).hasSize(1);
            assertThat(server.requests().getFirst().uri().getQuery()).doesNotContain("list-type");
        }
    }

    @Test
    void nothing_is_tried_again_here() {
        try (HttpRecorder server = new HttpRecorder(request -> Answer.of(503));
                S3Storage storage = S3Storage.open(config(server), Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.read("object")).isInstanceOf(StorageException.Unreachable.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_clock_that_is_wrong_is_said_to_be_wrong() {
        byte[] body = "<Error><Code>RequestTimeTooSkewed</Code><Message>too skewed</Message></Error>"
                .getBytes(StandardCharsets.UTF_8);
        try (HttpRecorder server = new HttpRecorder(request -> new Answer(403, Map.of(), body));
                S3Storage storage = S3Storage.open(config(server), Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.read("object"))
                    .isInstanceOfSatisfying(
                            StorageException.Denied.class,
                            denied -> assertThat(denied.reason()).isEqualTo(StorageException.Denied.Reason.CLOCK_SKEW));
        }
    }

    @Test
    void a_bucket_in_another_region_is_said_to_be_there() {
        try (HttpRecorder server = new HttpRecorder(
                        request -> new Answer(301, Map.of("x-amz-bucket-region", "eu-west-1"), new byte[0]));
                S3Storage storage = S3Storage.open(config(server), Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.read("object"))
                    .isInstanceOfSatisfying(
                            StorageException.Rejected.class,
                            rejected -> assertThat(rejected.why()).contains("eu-west-1"));
        }
    }

    @Test
    void no_failure_shows_a_secret() {
        try (HttpRecorder server = new HttpRecorder(request -> Answer.of(403));
                S3Storage storage = S3Storage.open(
                        config(server).with(new S3Credentials.Keys("key", SECRET, "token of the session")),
                        Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.stat("object")).satisfies(failure -> {
                for (Throwable t = failure; t != null; t = t.getCause()) {
                    assertThat(t.toString()).doesNotContain(SECRET, "token of the session", "Signature=");
                }
            });
        }
    }

    @Test
    void a_configuration_prints_no_secret() {
        String printed = S3Config.of("b", "p")
                .with(new S3Credentials.Keys("key", SECRET, "token of the session"))
                .with(new S3NewObjects(null, new S3Encryption.CustomerKey("AES256", KEY_OF_32_BYTES), null))
                .withHeaders(Map.of("Authorization", "bearer of bad news"))
                .toString();
        assertThat(printed).contains("key").doesNotContain(SECRET, "token of the", KEY_OF_32_BYTES, "bearer");
    }

    @Test
    void an_object_that_was_stored_compressed_is_read_as_it_is() {
        try (HttpRecorder server = new HttpRecorder(
                        request -> new Answer(200, Map.of("Content-Encoding", "gzip"), packed("text")));
                S3Storage storage = S3Storage.open(config(server), Clock.systemUTC());
                var object = storage.read("object")) {
            assertThat(object.bytes().readAllBytes()).isEqualTo(packed("text"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
