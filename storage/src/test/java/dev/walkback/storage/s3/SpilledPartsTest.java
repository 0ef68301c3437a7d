package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.Location;
import dev.walkback.storage.Overwrite;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts too large for memory. */
final class SpilledPartsTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Answer answer(Request request) {
        String query = String.valueOf(request.uri().getQuery());
        String body = query.equals("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                : request.method().equals("POST")
                        ? "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>"
                        : "";
        return new Answer(200, Map.of("ETag", "\"e\""), body.getBytes(StandardCharsets.UTF_8));
    }

    private S3Storage open(HttpRecorder server, Path spilledTo) {
        return S3Storage.open(
                S3Config.of("b", "")
                        .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                        .with(new S3Credentials.Keys("key", "secret", null))
                        .with(S3Dialect.COMPATIBLE)
                        .with(S3Transfer.DEFAULT.withPartSize(5 * MIB)),
                Clock.systemUTC(),
                new Parts.Spill(MIB, spilledTo));
    }

    private static Parts.Spill always(Path folder) {
        return new Parts.Spill(0, folder);
    }

    private Part part(Path spilledTo) throws IOException {
        return new Parts(new Location("s3://b"), 0, always(spilledTo)).next(MIB, true, "write object");
    }

    @Test
    void they_arrive_as_they_were_written() {
        byte[] content = noise(12 * MIB);
        try (HttpRecorder server = new HttpRecorder(SpilledPartsTest::answer);
                S3Storage storage = open(server, folder)) {
            storage.write("object", Content.once(new ByteArrayInputStream(content)), Overwrite.ALLOWED);
            byte[][] parts = server.requests().stream()
                    .filter(request -> request.method().equals("PUT"))
                    .sorted(Comparator.comparing(request -> request.uri().getQuery()))
                    .map(Request::body)
                    .toArray(byte[][]::new);
            assertThat(parts).hasNumberOfRows(3);
            assertThat(parts[0]).isEqualTo(Arrays.copyOf(content, 5 * MIB));
            assertThat(parts[1]).isEqualTo(Arrays.copyOfRange(content, 5 * MIB, 10 * MIB));
            assertThat(parts[2]).isEqualTo(Arrays.copyOfRange(content, 10 * MIB, 12 * MIB));
        }
    }

    @Test
    void a_folder_that_is_not_there_fails_every_write_and_keeps_none_waiting() {
        try (HttpRecorder server = new HttpRecorder(SpilledPartsTest::answer);
                S3Storage storage = open(server, folder.resolve("nowhere"))) {
            for (int times = 0; times < 4; times++) {
                assertThatThrownBy(() -> storage.write(
                                "object", Content.once(new ByteArrayInputStream(new byte[9])), Overwrite.ALLOWED))
                        .isInstanceOf(UncheckedIOException.class);
            }
        }
    }

    @Test
    void they_have_no_name_that_could_outlive_the_process() throws IOException {
        try (Part part = part(folder);
                var files = Files.list(folder)) {
            part.write(noise(MIB), 0, MIB);
            assertThat(files).isEmpty();
        }
    }

    @Test
    void they_are_read_again_after_a_reader_that_was_interrupted() throws IOException {
        byte[] content = noise(MIB);
        try (Part part = part(folder)) {
            part.write(content, 0, MIB);
            Thread.currentThread().interrupt();
            try (InputStream given = part.open()) {
                given.readAllBytes();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            try (InputStream again = part.open()) {
                assertThat(again.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void two_readers_do_not_disturb_each_other() throws IOException {
        byte[] content = noise(MIB);
        try (Part part = part(folder)) {
            part.write(content, 0, MIB);
            try (InputStream one = part.open();
                    InputStream other = part.open()) {
                assertThat(one.readNBytes(1000)).isEqualTo(Arrays.copyOf(content, 1000));
                assertThat(other.readAllBytes()).isEqualTo(content);
                assertThat(one.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 1000, MIB));
            }
        }
    }
}
