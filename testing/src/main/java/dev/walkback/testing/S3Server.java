package dev.walkback.testing;

import java.net.URI;

/** A running S3 service with one account. Tests make buckets of their own. */
public sealed interface S3Server extends AutoCloseable permits S3ProxyServer, RadosGateway {

    URI endpoint();

    default String region() {
        return "us-east-1";
    }

    default String accessKey() {
        return "testkey";
    }

    default String secretKey() {
        return "testsecret";
    }

    @Override
    void close();
}
