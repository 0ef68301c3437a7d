package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.S3Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket with objects of an archive in it, below {@code archive}. */
final class FilledBucket {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    private FilledBucket() {}

    /**
     * @param prefix of what is copied
     * @param place how the bucket is reached, as settings
     */
    static void of(Path archive, String prefix, String bucket, S3Server s3, Map<String, String> place)
            throws Exception {
        try (S3Client client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
        Ended copied = Ended.run(
                ROOT,
                place,
                List.of(
                        ROOT.resolve("scripts/walkback").toString(),
                        "storage",
                        "copy",
                        "--prefix",
                        prefix,
                        "--storage",
                        archive.toUri().toString(),
                        "--to",
                        "s3://" + bucket + "/archive"));
        assertThat(copied.exit()).as(copied.err()).isZero();
    }
}
