package dev.walkback.storage.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import dev.walkback.testing.Azurite;
import java.net.URI;
import java.util.UUID;

/** How the tests come to a container of the emulator. */
final class AzuriteContainer {

    private AzuriteContainer() {}

    static BlobContainerClient fresh(Azurite azurite) {
        BlobContainerClient container = new BlobContainerClientBuilder()
                .connectionString(azurite.connectionString())
                .containerName("test-" + UUID.randomUUID())
                .buildClient();
        container.create();
        return container;
    }

    static AzureConfig config(Azurite azurite, String container, String prefix) {
        return AzureConfig.of(azurite.account(), container, prefix, new AzureCredentials.AccountKey(azurite.key()))
                .withEndpoint(new AzureEndpoint.Url(URI.create(azurite.endpoint())));
    }
}
