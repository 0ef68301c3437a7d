package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.wrap.Retry;
import dev.walkback.storage.wrap.RetryingStorage;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import dev.walkback.testing.HttpRecorder.Request;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading on after the line broke: what is asked for then. */
final class S3ResumeTest {

    private static final int LENGTH = 32 << 20;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final byte[] CONTENT = content();

    private volatile String etag = "\"one\"";
    private HttpRecorder server;
    private FaultProxy line;
    private Storage storage;

    private static byte[] content() {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void open() {
        server = new HttpRecorder(this::answer);
        line = FaultProxy.to(server.endpoint().getPort());
        Storage s3 = S3Storage.open(
                S3Config.of("b", "")
                        .with(S3Endpoint.at("http://127.0.0.1:" + line.port()).withPathStyle(true))
                        .with(new S3Credentials.Keys("key", "secret", null)),
                Clock.systemUTC());
        storage = RetryingStorage.over(s3, Retry.standard());
    }

    @AfterEach
    void close() {
        storage.close();
        line.close();
        server.close();
    }

    private Answer answer(Request request) {
        List<String> condition = request.header("If-Match");
        if (!condition.isEmpty() && !condition.contains(etag)) {
            return Answer.of(412);
        }
        List<String> range = request.header("Range");
        if (range.isEmpty()) {
            return new Answer(200, Map.of("ETag", etag), CONTENT);
        }
        Matcher asked = RANGE.matcher(range.getFirst());
        assertThat(asked.matches()).isTrue();
        int first = Integer.parseInt(asked.group(1));
        int last = asked.group(2).isEmpty() ? LENGTH - 1 : Math.min(Integer.parseInt(asked.group(2)), LENGTH - 1);
        return new Answer(
                206,
                Map.of("ETag", etag, "Content-Range", "bytes " + first + "-" + last + "/" + LENGTH),
                Arrays.copyOfRange(CONTENT, first, last + 1));
    }

    @Test
    void what_was_cut_is_asked_for_from_where_it_broke_off_and_of_the_same_object() throws IOException {
        line.down().cutOnceAfter(9_000_000);
        try (InputStream bytes = storage.read("object").bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(server.requests()).hasSize(2);
        Request again = server.requests().getLast();
        assertThat(again.header("If-Match")).containsExactly("\"one\"");
        assertThat(again.header("Range").getFirst()).matches("bytes=[1-9]\\d{5,6}-" + (LENGTH - 1));
    }

    /** From the first byte of the answer's head to the last one of its body. */
    static List<Integer> places_where_a_line_can_break() {
        List<Integer> places = IntStream.range(0, 256)
                .map(i -> i < 64 ? i * 4 : (int) ((long) LENGTH * (i - 63) / 193))
                .boxed()
                .toList();
        return Sampling.CHAOS.of("S3 reads over a line that breaks", places, 8);
    }

    @ParameterizedTest
    @MethodSource("places_where_a_line_can_break")
    void wherever_the_line_breaks_the_whole_object_arrives(int place) throws IOException {
        line.down().cutOnceAfter(place);
        try (InputStream bytes = storage.read("object").bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_range_that_was_cut_ends_where_it_was_to_end() throws IOException {
        line.down().cutOnceAfter(3_000_000);
        try (InputStream bytes =
                storage.read("object", new ByteRange(1000, 8_000_000, null)).bytes()) {
            assertThat(bytes.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, 8_001_000));
        }
        assertThat(server.requests().getLast().header("Range").getFirst()).endsWith("-8000999");
    }

    @Test
    void an_object_that_was_replaced_in_between_is_changed() throws IOException {
        line.down().cutOnceAfter(9_000_000);
        try (InputStream bytes = storage.read("object").bytes()) {
            etag = "\"two\"";
            assertThatThrownBy(bytes::readAllBytes)
                    .isInstanceOfSatisfying(
                            StorageException.Changed.class,
                            changed -> assertThat(changed.key()).isEqualTo("object"));
        }
    }

    @Test
    void a_reader_that_goes_slowly_loses_the_line_more_than_once_and_still_has_all() throws IOException {
        try (InputStream bytes = storage.read("object").bytes()) {
            byte[] half = bytes.readNBytes(LENGTH / 2);
            line.cutNow();
            byte[] more = bytes.readNBytes(LENGTH / 4);
            line.cutNow();
            byte[] rest = bytes.readAllBytes();
            assertThat(half).isEqualTo(Arrays.copyOf(CONTENT, LENGTH / 2));
            assertThat(more).isEqualTo(Arrays.copyOfRange(CONTENT, LENGTH / 2, 3 * LENGTH / 4));
            assertThat(rest).isEqualTo(Arrays.copyOfRange(CONTENT, 3 * LENGTH / 4, LENGTH));
        }
    }
}
