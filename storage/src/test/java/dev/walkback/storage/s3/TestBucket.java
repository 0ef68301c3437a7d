package dev.walkback.storage.s3;

import dev.walkback.testing.S3ProxyServer;
import dev.walkback.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A new bucket of a server, and the SDK's bare client to look at it from the side. */
final class TestBucket implements AutoCloseable {

    private final S3Server server;
    private final String name = "bucket-" + UUID.randomUUID();
    private final S3Client client;
    private boolean guarded;

    TestBucket(S3Server server) {
        this.server = server;
        this.client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .forcePathStyle(true)
                .httpClientBuilder(transport(server))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .addPlugin(LegacyMd5Plugin.create())
                .build();
        client.createBucket(request -> request.bucket(name));
    }

    /** S3Proxy over TLS has a certificate that only it vouches for. */
    private static UrlConnectionHttpClient.Builder transport(S3Server server) {
        UrlConnectionHttpClient.Builder transport = UrlConnectionHttpClient.builder();
        if (server instanceof S3ProxyServer proxy
                && proxy.endpoint().getScheme().equals("https")) {
            transport.tlsTrustManagersProvider(() -> {
                try {
                    return Trust.withJdks(proxy.certificate());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return transport;
    }

    String name() {
        return name;
    }

    S3Client client() {
        return client;
    }

    URI endpoint() {
        return server.endpoint();
    }

    String accessKey() {
        return server.accessKey();
    }

    /** How to come to the bucket with our own storage. */
    S3Config config() {
        return at(name);
    }

    /** The same for a bucket that is not there. */
    S3Config nowhere() {
        return at("no-such-" + name);
    }

    private S3Config at(String bucket) {
        return S3Config.of(bucket, "")
                .with(S3Endpoint.at(server.endpoint().toString()).withPathStyle(true))
                .with(new S3Credentials.Keys(server.accessKey(), server.secretKey(), null));
    }

    /** Lets nobody write or delete any more, until the bucket is closed. */
    void guard() {
        guarded = true;
        client.putBucketPolicy(request -> request.bucket(name).policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": ["s3:PutObject", "s3:DeleteObject"], "Resource": "arn:aws:s3:::%s/*"}]}
                """.formatted(name)));
    }

    /** Uploads that are neither completed nor aborted. */
    List<MultipartUpload> uploads() {
        return client.listMultipartUploads(request -> request.bucket(name)).uploads();
    }

    @Override
    public void close() {
        if (guarded) {
            client.deleteBucketPolicy(request -> request.bucket(name));
        }
        uploads()
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
        client.listObjectsV2Paginator(request -> request.bucket(name).encodingType(EncodingType.URL))
                .contents()
                .forEach(object ->
                        client.deleteObject(request -> request.bucket(name).key(object.key())));
        try {
            client.deleteBucket(request -> request.bucket(name));
        } catch (S3Exception notEmpty) {
            // S3Proxy keeps pieces of writes that broke off, where no listing shows them
            if (notEmpty.statusCode() != 409) {
                throw notEmpty;
            }
        } finally {
            client.close();
        }
    }
}
