package dev.walkback.storage.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.walkback.storage.Means;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.storage.TimeLimits;
import dev.walkback.testing.Azurite;
import dev.walkback.testing.Components;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** The contract, against Azurite, Microsoft's own emulator. */
class AzuriteContractIT extends StorageContract {

    private static final long SMALL_BLOCKS = 1 << 20;

    @Override
    protected StorageUnderTest newPlace() {
        return new Container(Components.azurite());
    }

    private static final class Container implements StorageUnderTest {

        private final Azurite azurite;
        private final BlobContainerClient container;

        Container(Azurite azurite) {
            this.azurite = azurite;
            this.container = AzuriteContainer.fresh(azurite);
        }

        private AzureConfig config() {
            return AzuriteContainer.config(azurite, container.getBlobContainerName(), "an/archive")
                    .withBlocks(SMALL_BLOCKS, 4);
        }

        @Override
        public MutableStorage open() {
            return new AzureStorage(config());
        }

        @Override
        public Means<Opening> missingRoot() {
            return Means.of(() -> new AzureStorage(AzuriteContainer.config(azurite, "no-such-container", "")));
        }

        @Override
        public Means<Opening> wrongCredentials() {
            String wrong = Base64.getEncoder().encodeToString("another key".getBytes(StandardCharsets.UTF_8));
            return Means.of(() -> new AzureStorage(with(new AzureCredentials.AccountKey(wrong))));
        }

        @Override
        public Means<Opening> readOnly() {
            BlobContainerSasPermission rights =
                    new BlobContainerSasPermission().setReadPermission(true).setListPermission(true);
            String sas = container.generateSas(new BlobServiceSasSignatureValues(
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), rights));
            return Means.of(() -> new AzureStorage(with(new AzureCredentials.SasToken("?" + sas))));
        }

        private AzureConfig with(AzureCredentials credentials) {
            return AzureConfig.of(azurite.account(), container.getBlobContainerName(), "an/archive", credentials)
                    .withEndpoint(config().endpoint());
        }

        @Override
        public Means<Server> server() {
            return Means.of(new Server() {
                @Override
                public int port() {
                    return azurite.port();
                }

                @Override
                public MutableStorage openThrough(int port, TimeLimits limits) {
                    URI there = URI.create(azurite.endpoint().replace(":" + azurite.port(), ":" + port));
                    return new AzureStorage(
                            config().withEndpoint(new AzureEndpoint.Url(there)).withLimits(limits));
                }
            });
        }

        @Override
        public Map<String, String> keysItCannotHold() {
            return Map.of(
                    "control\u0001", "Azurite writes it into XML, which cannot hold it, and fails to list",
                    "back\\slash", "Azure takes a backslash for a slash, so such keys are refused");
        }

        @Override
        public void close() {
            container.delete();
        }
    }
}
