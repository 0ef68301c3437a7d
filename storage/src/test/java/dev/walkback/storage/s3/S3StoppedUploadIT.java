package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole process that is told to stop while it uploads. */
final class S3StoppedUploadIT {

    private static final int MIB = 1 << 20;

    private TestBucket bucket;
    private FaultProxy line;

    @BeforeEach
    void makeBucket() {
        bucket = new TestBucket(Components.s3proxy());
        line = FaultProxy.to(bucket.endpoint().getPort());
    }

    @AfterEach
    void removeBucket() {
        line.close();
        bucket.close();
    }

    private Process uploading() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Uploader.class.getName(),
                        "http://127.0.0.1:" + line.port(),
                        bucket.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void stopAndLook(Process uploader) throws InterruptedException {
        assertThat(bucket.uploads()).as("it is uploading").hasSize(1);
        uploader.destroy();
        assertThat(uploader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bucket.uploads()).isEmpty();
    }

    @Test
    void a_process_that_is_told_to_stop_between_parts_leaves_no_upload() throws Exception {
        Process uploader = uploading();
        try {
            assertThat(uploader.inputReader().readLine()).isEqualTo("half way");
            line.up().awaitPassed(15L * MIB);
            stopAndLook(uploader);
        } finally {
            uploader.destroyForcibly();
        }
    }

    @Test
    void a_process_that_is_told_to_stop_amid_parts_leaves_no_upload() throws Exception {
        line.up().rate(MIB);
        Process uploader = uploading();
        try {
            assertThat(uploader.inputReader().readLine()).isEqualTo("half way");
            line.up().awaitPassed(MIB);
            stopAndLook(uploader);
        } finally {
            uploader.destroyForcibly();
        }
    }

    /** The process: hands in three parts of an object, says so, and never comes to its end. */
    static final class Uploader {

        public static void main(String[] arguments) {
            Content.Produced endless = sink -> {
                sink.write(new byte[17 * MIB]);
                System.out.println("half way");
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            S3Config config = S3Config.of(arguments[1], "")
                    .with(S3Endpoint.at(arguments[0]).withPathStyle(true))
                    .with(new S3Credentials.Keys("testkey", "testsecret", null))
                    .with(S3Transfer.DEFAULT.withPartSize(5L * MIB));
            try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
                storage.write("object", endless, Overwrite.ALLOWED);
            }
        }
    }
}
