package dev.walkback.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The yardstick: what anyone would write with the SDK alone, its client set as ours is. */
final class PlainS3 implements Side {

    private final S3Client client;
    private final String bucket;

    PlainS3(URI endpoint, String bucket, String id, String secret) {
        this.bucket = bucket;
        this.client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    void makeBucket() {
        client.createBucket(request -> request.bucket(bucket));
    }

    @Override
    public void write(String key, Path content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(content));
    }

    @Override
    public long read(String key) throws IOException {
        long length = 0;
        byte[] piece = new byte[128 * 1024];
        try (InputStream in = client.getObject(request -> request.bucket(bucket).key(key))) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                length += read;
            }
        }
        return length;
    }

    @Override
    public void close() {
        client.close();
    }
}
