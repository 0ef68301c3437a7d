package dev.walkback.storage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import java.time.Duration;
import java.util.Arrays;

/** The SDK's client for a configuration: no retries of its own, time limits on every stage, HTTP/1.1 as the service speaks it. */
final class ContainerClient {

    private ContainerClient() {}

    static BlobContainerClient of(AzureConfig config) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .httpClient(http(config))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED,
                        1,
                        Math.toIntExact(config.tryTimeout().toSeconds()),
                        null,
                        null,
                        null));
        if (config.apiVersion() != null) {
            builder.serviceVersion(version(config.apiVersion()));
        }
        try {
            identify(builder, config);
            return builder.containerName(config.container()).buildClient();
        } catch (IllegalArgumentException | NullPointerException e) {
            // its text may quote the connection string
            throw new StorageException.Denied(
                    config.location(),
                    Reason.CREDENTIALS,
                    "open",
                    config.credentials() instanceof AzureCredentials.ConnectionString
                            ? "the connection string is not one: it needs an account and a key or signature, or an endpoint"
                            : "account, endpoint and credentials do not fit together",
                    null);
        }
    }

    private static HttpClient http(AzureConfig config) {
        Duration idle = config.limits().idle();
        return new JdkHttpClientBuilder(
                        java.net.http.HttpClient.newBuilder().version(java.net.http.HttpClient.Version.HTTP_1_1))
                .connectionTimeout(config.limits().connect())
                .writeTimeout(idle)
                // begins when the last byte is handed to the kernel, which may still have megabytes to send
                .responseTimeout(idle.multipliedBy(3))
                .readTimeout(idle)
                .build();
    }

    private static void identify(BlobContainerClientBuilder builder, AzureConfig config) {
        if (config.credentials() instanceof AzureCredentials.ConnectionString(String text)) {
            builder.connectionString(text);
            return;
        }
        String account = String.valueOf(config.account());
        builder.endpoint(endpoint(account, config.endpoint()));
        switch (config.credentials()) {
            case AzureCredentials.AccountKey(String key) ->
                builder.credential(new StorageSharedKeyCredential(account, key));
            case AzureCredentials.SasToken(String token) -> builder.sasToken(token);
            case AzureCredentials.Anonymous() -> builder.setAnonymousAccess();
            case AzureCredentials.ConnectionString ignored -> throw new IllegalStateException();
            case AzureCredentials.ServicePrincipal principal ->
                builder.credential(new Tokens(principal, config.limits()));
            case AzureCredentials.WorkloadIdentity workload ->
                builder.credential(new Tokens(workload, config.limits()));
            case AzureCredentials.ManagedIdentity managed -> builder.credential(new Tokens(managed, config.limits()));
        }
    }

    static String endpoint(String account, AzureEndpoint endpoint) {
        return switch (endpoint) {
            case AzureEndpoint.Suffix(String suffix) -> "https://" + account + ".blob." + suffix;
            case AzureEndpoint.Url(var url) -> url.toString();
        };
    }

    private static BlobServiceVersion version(String wanted) {
        return Arrays.stream(BlobServiceVersion.values())
                .filter(version -> version.getVersion().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no API version of Azure's blob service: " + wanted + "; the newest known here is "
                                + BlobServiceVersion.getLatest().getVersion()));
    }
}
