package dev.walkback.storage.azure;

import dev.walkback.storage.Location;
import dev.walkback.storage.TimeLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which container, and how to get there.
 *
 * @param account name of the storage account; null only where a connection string names it
 * @param prefix what all keys of ours begin with in the container; empty, or without slashes at its ends
 * @param blockSize bytes of one block of a large object. Grows by itself where an object would need more than 50,000
 * @param buffers how many blocks of one object are in memory and under way at once
 * @param tryTimeout for one request, content included
 * @param apiVersion of the service, such as {@code 2024-11-04}; null for the newest that is known here
 */
public record AzureConfig(
        @Nullable String account,
        String container,
        String prefix,
        AzureCredentials credentials,
        AzureEndpoint endpoint,
        long blockSize,
        int buffers,
        Duration tryTimeout,
        @Nullable String apiVersion,
        TimeLimits limits) {

    public static final long DEFAULT_BLOCK_SIZE = 8 << 20;
    public static final long SMALLEST_BLOCK_SIZE = 1024;
    public static final int DEFAULT_BUFFERS = 4;
    public static final Duration DEFAULT_TRY_TIMEOUT = Duration.ofMinutes(5);

    public AzureConfig {
        if (container.isEmpty()) {
            throw new IllegalArgumentException("the container's name is empty");
        }
        if (account == null && !(credentials instanceof AzureCredentials.ConnectionString)) {
            throw new IllegalArgumentException("the storage account's name is missing");
        }
        if (tryTimeout.isNegative() || tryTimeout.isZero()) {
            throw new IllegalArgumentException("no time for a request: " + tryTimeout);
        }
        blockSize = Math.max(SMALLEST_BLOCK_SIZE, blockSize);
        buffers = Math.max(1, buffers);
        prefix = trimmed(prefix);
    }

    public static AzureConfig of(
            @Nullable String account, String container, String prefix, AzureCredentials credentials) {
        return new AzureConfig(
                account,
                container,
                prefix,
                credentials,
                AzureEndpoint.PUBLIC,
                DEFAULT_BLOCK_SIZE,
                DEFAULT_BUFFERS,
                DEFAULT_TRY_TIMEOUT,
                null,
                TimeLimits.DEFAULT);
    }

    /** Where a connection string names an endpoint, that one counts. */
    public AzureConfig withEndpoint(AzureEndpoint other) {
        return new AzureConfig(
                account, container, prefix, credentials, other, blockSize, buffers, tryTimeout, apiVersion, limits);
    }

    public AzureConfig withBlocks(long size, int inFlight) {
        return new AzureConfig(
                account, container, prefix, credentials, endpoint, size, inFlight, tryTimeout, apiVersion, limits);
    }

    public AzureConfig withTryTimeout(Duration other) {
        return new AzureConfig(
                account, container, prefix, credentials, endpoint, blockSize, buffers, other, apiVersion, limits);
    }

    public AzureConfig withApiVersion(@Nullable String other) {
        return new AzureConfig(
                account, container, prefix, credentials, endpoint, blockSize, buffers, tryTimeout, other, limits);
    }

    public AzureConfig withLimits(TimeLimits other) {
        return new AzureConfig(
                account, container, prefix, credentials, endpoint, blockSize, buffers, tryTimeout, apiVersion, other);
    }

    public Location location() {
        return new Location("azure://" + container + (prefix.isEmpty() ? "" : "/" + prefix));
    }

    private static String trimmed(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
