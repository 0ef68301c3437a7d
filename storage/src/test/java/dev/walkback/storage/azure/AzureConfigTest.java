package dev.walkback.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AzureConfigTest {

    static Stream<AzureCredentials> secrets() {
        return Stream.of(
                new AzureCredentials.AccountKey("se-cret"),
                new AzureCredentials.SasToken("?sig=se-cret"),
                new AzureCredentials.ConnectionString("AccountName=a;AccountKey=se-cret"),
                new AzureCredentials.ServicePrincipal("tenant", "client", "se-cret", "https://login"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_configuration_shows_no_secret(AzureCredentials credentials) {
        assertThat(AzureConfig.of("account", "container", "prefix", credentials))
                .asString()
                .doesNotContain("se-cret")
                .contains("***");
    }
}
