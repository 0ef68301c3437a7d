package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.TimeLimits;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.S3ProxyServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large objects: parts, and what becomes of them when something goes wrong. */
final class S3UploadsIT {

    private static final int MIB = 1 << 20;
    private static final S3Transfer SMALL_PARTS =
            S3Transfer.DEFAULT.withPartSize(5 * MIB).withPartsInFlight(4);

    private TestBucket bucket;

    @BeforeEach
    void makeBucket() {
        bucket = new TestBucket(Components.s3proxy());
    }

    @AfterEach
    void removeBucket() {
        bucket.close();
    }

    private S3Storage storage() {
        return S3Storage.open(bucket.config().with(SMALL_PARTS), Clock.systemUTC());
    }

    private S3Storage through(FaultProxy line) {
        return S3Storage.open(
                bucket.config()
                        .with(SMALL_PARTS)
                        .with(S3Endpoint.at("http://127.0.0.1:" + line.port()).withPathStyle(true)),
                Clock.systemUTC());
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(S3Storage storage, String key) {
        try (var object = storage.read(key)) {
            return object.bytes().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sixty_MiB_of_unknown_length_are_stored_with_room_for_one_part_only() {
        byte[] content = noise(60 * MIB);
        S3Config tight = bucket.config().with(SMALL_PARTS.withMemory(0));
        try (S3Storage storage = S3Storage.open(tight, Clock.systemUTC())) {
            storage.write("object", Content.once(new ByteArrayInputStream(content)), Overwrite.REFUSED);
            assertThat(read(storage, "object")).isEqualTo(content);
        }
    }

    @Test
    void several_parts_are_sent_at_once() {
        try (FaultProxy line = FaultProxy.to(bucket.endpoint().getPort());
                S3Storage storage = through(line)) {
            storage.write("object", Content.of(noise(40 * MIB)), Overwrite.ALLOWED);
            assertThat(line.connections()).isGreaterThan(2);
        }
    }

    @Test
    void content_that_fails_leaves_no_parts() {
        try (S3Storage storage = storage()) {
            Content.Produced failing = sink -> {
                sink.write(noise(17 * MIB));
                throw new IOException("the content broke off");
            };
            assertThatThrownBy(() -> storage.write("object", failing, Overwrite.ALLOWED))
                    .isInstanceOf(UncheckedIOException.class);
        }
        assertThat(bucket.uploads()).isEmpty();
    }

    @Test
    void an_interrupt_leaves_no_parts() {
        try (S3Storage storage = storage()) {
            Content.Produced interrupted = sink -> {
                sink.write(noise(17 * MIB));
                Thread.currentThread().interrupt();
                sink.write(noise(17 * MIB));
            };
            assertThatThrownBy(() -> storage.write("object", interrupted, Overwrite.ALLOWED))
                    .isInstanceOf(StorageException.Interrupted.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(bucket.uploads()).isEmpty();
    }

    @Test
    void a_part_whose_line_broke_is_sent_again_though_the_content_comes_once() {
        byte[] content = noise(24 * MIB);
        try (FaultProxy line = FaultProxy.to(bucket.endpoint().getPort());
                S3Storage storage = through(line)) {
            line.up().cutOnceAfter(13L * MIB);
            storage.write("object", Content.once(new ByteArrayInputStream(content)), Overwrite.REFUSED);
            assertThat(read(storage, "object")).isEqualTo(content);
        }
    }

    @Test
    void what_is_too_large_for_one_request_is_copied_in_parts() {
        byte[] content = noise(17 * MIB);
        try (S3Storage storage = S3Storage.open(
                bucket.config().with(SMALL_PARTS), Clock.systemUTC(), new Copying.CopySizes(5 * MIB, 5 * MIB))) {
            storage.write("object", Content.of(content), Overwrite.ALLOWED);
            storage.copy("object", "copy", Overwrite.REFUSED);
            assertThat(read(storage, "copy")).isEqualTo(content);
        }
    }

    @Test
    void over_tls_an_object_is_read_whole_and_never_ends_early() {
        S3ProxyServer server = Components.s3proxyWithTls();
        byte[] content = noise(24 * MIB);
        try (TestBucket overTls = new TestBucket(server);
                FaultProxy line = FaultProxy.to(server.endpoint().getPort());
                S3Storage storage = S3Storage.open(
                        overTls.config()
                                .with(SMALL_PARTS)
                                .with(S3Endpoint.at("https://127.0.0.1:" + line.port())
                                        .withPathStyle(true)
                                        .withCaFile(server.certificate())),
                        Clock.systemUTC())) {
            storage.write("object", Content.of(content), Overwrite.ALLOWED);
            assertThat(read(storage, "object")).isEqualTo(content);
            line.down().cutOnceAfter(9L * MIB);
            assertThatThrownBy(() -> read(storage, "object")).isInstanceOf(StorageException.Unreachable.class);
        }
    }

    @Test
    void a_server_that_stops_taking_bytes_under_tls_ends_the_upload_within_the_time_limit() {
        S3ProxyServer server = Components.s3proxyWithTls();
        TimeLimits limits = new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
        try (TestBucket overTls = new TestBucket(server);
                FaultProxy line = FaultProxy.to(server.endpoint().getPort());
                S3Storage storage = S3Storage.open(
                        overTls.config()
                                .with(S3Endpoint.at("https://127.0.0.1:" + line.port())
                                        .withPathStyle(true)
                                        .withCaFile(server.certificate()))
                                .with(S3Transfer.DEFAULT.withPartSize(100L * MIB))
                                .with(limits),
                        Clock.systemUTC())) {
            line.up().stallAfter(3L * MIB);
            assertThatThrownBy(() -> storage.write("object", Content.of(noise(64 * MIB)), Overwrite.ALLOWED))
                    .isInstanceOf(StorageException.Unreachable.class)
                    .hasMessageContaining("nothing moved for 2 s");
        }
    }
}
