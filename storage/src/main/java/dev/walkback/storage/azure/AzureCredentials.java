package dev.walkback.storage.azure;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who we say we are to Azure. None of these shows its secret when printed. */
public sealed interface AzureCredentials {

    /** A key of the storage account, in base64 as the portal shows it. Allows everything. */
    record AccountKey(String key) implements AzureCredentials {

        @Override
        public String toString() {
            return "account key ***";
        }
    }

    /** A shared access signature: what follows the question mark of a signed URL. A leading {@code ?} is dropped. */
    record SasToken(String token) implements AzureCredentials {

        public SasToken {
            token = token.startsWith("?") ? token.substring(1) : token;
        }

        @Override
        public String toString() {
            return "SAS token ***";
        }
    }

    /** What the portal calls a connection string. It names account, endpoint and key or signature at once. */
    record ConnectionString(String text) implements AzureCredentials {

        @Override
        public String toString() {
            return "connection string ***";
        }
    }

    /** A service principal, by its secret. */
    record ServicePrincipal(String tenant, String client, String secret, String authorityHost)
            implements AzureCredentials {

        public static final String PUBLIC_AUTHORITY = "https://login.microsoftonline.com";

        @Override
        public String toString() {
            return "service principal " + client + " of tenant " + tenant + ", secret ***";
        }
    }

    /** A service principal, by a token that the machine's platform (Kubernetes) keeps fresh in a file. */
    record WorkloadIdentity(String tenant, String client, Path tokenFile, String authorityHost)
            implements AzureCredentials {}

    /**
     * The identity that Azure gave to the machine this runs on, asked for at its metadata address.
     *
     * @param client which one, where the machine has several; else null
     */
    record ManagedIdentity(@Nullable String client) implements AzureCredentials {}

    /** None: the container must be public, and can then only be read. */
    record Anonymous() implements AzureCredentials {}

    /**
     * What Azure's own tools would try when nothing is said: a service principal whose secret is in the environment, a
     * workload identity, else the machine's managed identity. Not tried, unlike there: certificates, and what developers'
     * tools (az, azd, PowerShell, IDEs) have stored.
     *
     * @param environment the process's
     */
    static AzureCredentials chain(Map<String, String> environment) {
        String tenant = environment.getOrDefault("AZURE_TENANT_ID", "");
        String client = environment.getOrDefault("AZURE_CLIENT_ID", "");
        String secret = environment.getOrDefault("AZURE_CLIENT_SECRET", "");
        String tokenFile = environment.getOrDefault("AZURE_FEDERATED_TOKEN_FILE", "");
        String authority = environment.getOrDefault("AZURE_AUTHORITY_HOST", ServicePrincipal.PUBLIC_AUTHORITY);
        if (!tenant.isEmpty() && !client.isEmpty() && !secret.isEmpty()) {
            return new ServicePrincipal(tenant, client, secret, authority);
        }
        if (!tenant.isEmpty() && !client.isEmpty() && !tokenFile.isEmpty()) {
            return new WorkloadIdentity(tenant, client, Path.of(tokenFile), authority);
        }
        return new ManagedIdentity(client.isEmpty() ? null : client);
    }
}
