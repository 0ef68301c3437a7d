package dev.walkback.bench.look;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.s3.S3Config;
import dev.walkback.storage.s3.S3Credentials;
import dev.walkback.storage.s3.S3Dialect;
import dev.walkback.storage.s3.S3Endpoint;
import dev.walkback.storage.s3.S3Storage;
import dev.walkback.testing.S3Server;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A made archive in a bucket of a real server, at the other end of a long line. */
final class ServedArchive implements AutoCloseable {

    private static final String BUCKET = "bench";

    private final S3Server server;
    private final String prefix;
    private final MadeArchive archive;
    private final LongLine line;

    private ServedArchive(S3Server server, String prefix, MadeArchive archive, LongLine line) {
        this.server = server;
        this.prefix = prefix;
        this.archive = archive;
        this.line = line;
    }

    static ServedArchive on(S3Server server, String prefix, MadeArchive archive, Duration roundTrip) throws Exception {
        LongLine line = LongLine.to(server.endpoint().getPort(), roundTrip);
        ServedArchive served = new ServedArchive(server, prefix, archive, line);
        served.fill();
        return served;
    }

    private void fill() throws Exception {
        try (S3Client client = client(server.endpoint())) {
            if (client.listBuckets().buckets().isEmpty()) {
                client.createBucket(request -> request.bucket(BUCKET));
            }
        }
        Semaphore places = new Semaphore(32);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try (S3Storage near = storage(server.endpoint());
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            archive.objects((key, bytes) -> {
                places.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        if (failure.get() == null) {
                            near.write(key, Content.of(bytes), Overwrite.ALLOWED);
                        }
                    } catch (RuntimeException refused) {
                        failure.set(refused);
                    } finally {
                        places.release();
                    }
                });
            });
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the server did not take the archive", failure.get());
        }
    }

    MadeArchive archive() {
        return archive;
    }

    LongLine line() {
        return line;
    }

    /** The archive over the long line, with nothing around it. */
    S3Storage far() {
        return storage(end());
    }

    /** The SDK's client alone, over the same line. */
    S3Client farClient() {
        return client(end());
    }

    String bucket() {
        return BUCKET;
    }

    String prefix() {
        return prefix;
    }

    /** What a command needs to find it. */
    Map<String, String> environment() {
        return Map.of(
                "WALG_S3_PREFIX", "s3://" + BUCKET + "/" + prefix,
                "AWS_ENDPOINT", end().toString(),
                "AWS_REGION", server.region(),
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey(),
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "WALKBACK_S3_COMPATIBLE", "true");
    }

    private URI end() {
        return URI.create("http://127.0.0.1:" + line.port());
    }

    private S3Storage storage(URI endpoint) {
        return S3Storage.open(
                S3Config.of(BUCKET, prefix)
                        .with(S3Endpoint.at(endpoint.toString()).withPathStyle(true))
                        .with(S3Dialect.COMPATIBLE)
                        .with(new S3Credentials.Keys(server.accessKey(), server.secretKey(), null)),
                Clock.systemUTC());
    }

    private S3Client client(URI endpoint) {
        return S3Client.builder()
                .region(Region.of(server.region()))
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }

    @Override
    public void close() throws Exception {
        line.close();
    }
}
