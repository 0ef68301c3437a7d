package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.azure.AzureConfig;
import dev.walkback.storage.azure.AzureCredentials;
import dev.walkback.storage.azure.AzureEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** From settings of WAL-G's names to what the Azure storage has to be told. */
final class AzureSettings {

    private final Settings settings;

    AzureSettings(Settings settings) {
        this.settings = settings;
    }

    AzureConfig config(Place.Container place, String subfolder) {
        AzureCredentials credentials = credentials();
        Optional<String> account = settings.text("AZURE_STORAGE_ACCOUNT").filter(name -> !name.isBlank());
        if (account.isEmpty() && !(credentials instanceof AzureCredentials.ConnectionString)) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "AZURE_STORAGE_ACCOUNT is not set",
                    "azure://" + place.container()
                            + " is a container of some account; a connection string would name it, too",
                    List.of());
        }
        String path = (place.path() + "/" + subfolder).replaceAll("^/+|/+$", "");
        try {
            return AzureConfig.of(account.orElse(null), place.container(), path, credentials)
                    .withEndpoint(endpoint())
                    .withBlocks(
                            settings.number("AZURE_BUFFER_SIZE").orElseThrow(),
                            Math.max(1, settings.count("AZURE_MAX_BUFFERS")))
                    .withTryTimeout(settings.duration("AZURE_TRY_TIMEOUT").orElseThrow())
                    .withApiVersion(settings.text("AZURE_BLOB_STORE_API_VERSION")
                            .filter(version -> !version.isBlank())
                            .orElse(null))
                    .withLimits(Limits.of(settings));
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the settings of azure://" + place.container() + " cannot be",
                    String.valueOf(outOfRange.getMessage()),
                    List.of());
        }
    }

    /** In WAL-G's order: key, signed token; then ours; then what the machine has. */
    private AzureCredentials credentials() {
        return secret("AZURE_STORAGE_ACCESS_KEY")
                .<AzureCredentials>map(AzureCredentials.AccountKey::new)
                .or(() -> secret("AZURE_STORAGE_SAS_TOKEN").map(AzureCredentials.SasToken::new))
                .or(() -> secret("AZURE_STORAGE_CONNECTION_STRING").map(AzureCredentials.ConnectionString::new))
                .orElseGet(() -> AzureCredentials.chain(settings.surroundings().environment()));
    }

    private Optional<String> secret(String name) {
        return settings.secret(name).map(Secret::reveal).filter(text -> !text.isBlank());
    }

    private AzureEndpoint endpoint() {
        Optional<String> address = settings.text("WALKBACK_AZURE_ENDPOINT").filter(text -> !text.isBlank());
        if (address.isPresent()) {
            return new AzureEndpoint.Url(URI.create(address.get()));
        }
        Optional<String> suffix = settings.text("AZURE_ENDPOINT_SUFFIX").filter(text -> !text.isBlank());
        // as in WAL-G, a cloud of another name is the public one
        return suffix.<AzureEndpoint>map(AzureEndpoint.Suffix::new)
                .orElseGet(() -> settings.text("AZURE_ENVIRONMENT_NAME")
                        .flatMap(AzureEndpoint::ofEnvironment)
                        .orElse(AzureEndpoint.PUBLIC));
    }
}
