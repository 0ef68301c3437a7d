package dev.walkback.shell.walg;

import dev.walkback.testing.S3Server;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An archive in a bucket that nobody else has. */
final class FreshBucket {

    private FreshBucket() {}

    /** Makes it, and gives the settings that lead there. */
    static Map<String, String> settings(S3Server server) {
        String bucket = "archive-" + UUID.randomUUID();
        try (S3Client client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return Map.of(
                "WALG_S3_PREFIX", "s3://" + bucket + "/cluster",
                "AWS_ENDPOINT", server.endpoint().toString(),
                "AWS_REGION", server.region(),
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey());
    }
}
