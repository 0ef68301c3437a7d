package dev.walkback.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which server is asked, and how its buckets are named in a request.
 *
 * @param address of the server; null for AWS
 * @param region null to find it out: AWS is asked where the bucket is, any other server is taken to be in
 *     {@code us-east-1}, the name that compatible stores answer to
 * @param pathStyle the bucket in the path instead of in the host name
 * @param dualStack AWS endpoints that have IPv6 addresses too
 * @param caFile certificates (PEM) of authorities to be trusted beside those of the JDK, or null
 */
public record S3Endpoint(
        @Nullable URI address,
        @Nullable String region,
        boolean pathStyle,
        boolean dualStack,
        @Nullable Path caFile) {

    public static final S3Endpoint AWS = new S3Endpoint(null, null, false, false, null);

    /** A server by its address, with or without {@code https://} or {@code http://}; without it is https. */
    public static S3Endpoint at(String address) {
        return AWS.withAddress(address);
    }

    public S3Endpoint withAddress(String other) {
        return new S3Endpoint(parsed(other), region, pathStyle, dualStack, caFile);
    }

    public S3Endpoint withRegion(@Nullable String other) {
        return new S3Endpoint(address, other, pathStyle, dualStack, caFile);
    }

    public S3Endpoint withPathStyle(boolean other) {
        return new S3Endpoint(address, region, other, dualStack, caFile);
    }

    public S3Endpoint withDualStack(boolean other) {
        return new S3Endpoint(address, region, pathStyle, other, caFile);
    }

    public S3Endpoint withCaFile(@Nullable Path other) {
        return new S3Endpoint(address, region, pathStyle, dualStack, other);
    }

    /** Whether the server is one of AWS, which knows regions and tells in which of them a bucket is. */
    boolean isAws() {
        if (address == null) {
            return true;
        }
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    boolean isPlainHttp() {
        return address != null && "http".equalsIgnoreCase(address.getScheme());
    }

    private static URI parsed(String text) {
        String trimmed = text.strip();
        URI uri;
        try {
            uri = URI.create(trimmed.contains("://") ? trimmed : "https://" + trimmed);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("not the address of a server: " + trimmed, malformed);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "not the address of a server, such as https://host:port: " + uri.getHost());
        }
        return uri;
    }
}
