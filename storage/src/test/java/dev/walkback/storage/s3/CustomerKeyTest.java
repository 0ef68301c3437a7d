package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key of ours has to be said again by every request of a copy and of a large write. */
final class CustomerKeyTest {

    private static final int MIB = 1 << 20;
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String OBJECTS = "x-amz-server-side-encryption-customer-key";
    private static final String SOURCES = "x-amz-copy-source-server-side-encryption-customer-key";

    private final HttpRecorder server = new HttpRecorder(CustomerKeyTest::answer);

    @AfterEach
    void close() {
        server.close();
    }

    /** As S3 does: of an upload whose parts have checksums nothing is told without the key. */
    private static Answer answer(Request request) {
        String query = String.valueOf(request.uri().getQuery());
        boolean ofUpload = query.contains("uploadId") && !request.method().equals("DELETE");
        if (ofUpload && request.header(OBJECTS).isEmpty()) {
            return answer(400, "<Error><Code>InvalidRequest</Code><Message>where is the key?</Message></Error>");
        }
        return switch (request.method()) {
            case "HEAD" ->
                new Answer(200, Map.of("ETag", "\"e\"", "Content-Length", String.valueOf(12 * MIB)), new byte[0]);
            case "POST" ->
                answer(
                        200,
                        query.equals("uploads")
                                ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                                : "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>");
            case "PUT" ->
                answer(
                        200,
                        query.contains("partNumber")
                                ? "<CopyPartResult><ETag>\"e\"</ETag></CopyPartResult>"
                                : "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
            default -> answer(200, "<ListPartsResult></ListPartsResult>");
        };
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private S3Config config() {
        return S3Config.of("b", "")
                .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                .with(new S3Credentials.Keys("key", "secret", null))
                .with(S3Transfer.DEFAULT.withPartSize(5 * MIB))
                .with(new S3NewObjects(
                        null, new S3Encryption.CustomerKey("AES256", "0123456789abcdef0123456789abcdef"), null));
    }

    private List<Request> asked(String method) {
        return server.requests().stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    private static void assertBothKeys(List<Request> copies) {
        assertThat(copies).isNotEmpty().allSatisfy(copy -> {
            assertThat(copy.header(OBJECTS)).containsExactly(KEY);
            assertThat(copy.header(SOURCES)).containsExactly(KEY);
            assertThat(copy.header(SOURCES + "-MD5")).isEqualTo(copy.header(OBJECTS + "-MD5"));
        });
    }

    @Test
    void a_copy_says_it_of_both_objects() {
        try (S3Storage storage = S3Storage.open(config(), Clock.systemUTC())) {
            storage.copy("object", "copy", Overwrite.ALLOWED);
            assertBothKeys(asked("PUT"));
        }
    }

    @Test
    void each_part_of_a_copy_says_it_of_both_objects() {
        try (S3Storage storage = S3Storage.open(config(), Clock.systemUTC(), new Copying.CopySizes(5 * MIB, 5 * MIB))) {
            storage.copy("object", "copy", Overwrite.ALLOWED);
            assertBothKeys(asked("PUT"));
        }
    }

    @Test
    void completing_an_upload_says_it() {
        try (S3Storage storage = S3Storage.open(config(), Clock.systemUTC())) {
            storage.write("object", Content.of(new byte[12 * MIB]), Overwrite.ALLOWED);
            assertThat(asked("POST"))
                    .hasSize(2)
                    .allSatisfy(post -> assertThat(post.header(OBJECTS)).containsExactly(KEY));
        }
    }

    @Test
    void an_upload_that_fails_is_found_and_taken_back() {
        Content.Produced failing = sink -> {
            sink.write(new byte[12 * MIB]);
            throw new IOException("the content broke off");
        };
        try (S3Storage storage = S3Storage.open(config(), Clock.systemUTC())) {
            assertThatThrownBy(() -> storage.write("object", failing, Overwrite.ALLOWED))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(asked("DELETE")).isNotEmpty();
        }
    }
}
