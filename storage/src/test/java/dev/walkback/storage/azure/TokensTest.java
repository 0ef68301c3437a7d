package dev.walkback.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import dev.walkback.storage.TimeLimits;
import dev.walkback.testing.HttpRecorder;
import dev.walkback.testing.HttpRecorder.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the places that give tokens, and what is made of their answers. */
class TokensTest {

    private static final TokenRequestContext STORAGE =
            new TokenRequestContext().addScopes("https://storage.azure.com/.default");

    @TempDir
    private Path temp;

    @Test
    void a_service_principal_shows_its_secret_to_its_tenant() {
        try (HttpRecorder authority =
                answering(200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"T\"}")) {
            assertThat(token(principal(authority), authority)).isEqualTo("T");

            HttpRecorder.Request request = authority.requests().getFirst();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri()).hasToString("/tenant/oauth2/v2.0/token");
            assertThat(body(request))
                    .contains("grant_type=client_credentials", "client_id=client", "client_secret=s%26cret")
                    .contains("scope=https%3A%2F%2Fstorage.azure.com%2F.default");
        }
    }

    @Test
    void a_workload_shows_the_token_of_its_file() throws IOException {
        Path file = Files.writeString(temp.resolve("token"), "a.b.c\n");
        try (HttpRecorder authority = answering(200, "{\"access_token\":\"T\",\"expires_in\":3599}")) {
            assertThat(token(workload(authority, file), authority)).isEqualTo("T");

            assertThat(body(authority.requests().getFirst()))
                    .endsWith("client_assertion=a.b.c&scope=https%3A%2F%2Fstorage.azure.com%2F.default")
                    .contains("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
        }
    }

    @Test
    void a_workload_whose_file_is_gone_is_refused_by_name() {
        Path file = temp.resolve("none");
        try (HttpRecorder authority = answering(200, "{}")) {
            assertThatThrownBy(() -> token(workload(authority, file), authority))
                    .hasCauseInstanceOf(Tokens.RefusedIdentity.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void a_machine_asks_its_metadata_service() {
        try (HttpRecorder metadata = answering(200, "{\"expires_in\":\"86399\",\"access_token\":\"T\",\"x\":[{}]}")) {
            assertThat(token(new AzureCredentials.ManagedIdentity("which"), metadata))
                    .isEqualTo("T");

            HttpRecorder.Request request = metadata.requests().getFirst();
            assertThat(request.header("Metadata")).containsExactly("true");
            assertThat(request.uri().toString())
                    .startsWith("/metadata/identity/oauth2/token?api-version=2018-02-01")
                    .endsWith("&resource=https%3A%2F%2Fstorage.azure.com&client_id=which");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void a_refusal_shows_no_secret(int status) {
        try (HttpRecorder authority = answering(status, "{\"error\":\"invalid_client\"}")) {
            assertThatThrownBy(() -> token(principal(authority), authority))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(Tokens.RefusedIdentity.class)
                    .hasMessageNotContaining("s&cret")
                    .hasMessageContaining("client");
        }
    }

    @Test
    void a_service_that_is_busy_has_not_refused() {
        try (HttpRecorder metadata = answering(503, "")) {
            assertThatThrownBy(() -> token(new AzureCredentials.ManagedIdentity(null), metadata))
                    .hasCauseExactlyInstanceOf(IOException.class);
        }
    }

    @Test
    void an_answer_without_a_token_is_a_failure() {
        try (HttpRecorder metadata = answering(200, "{\"expires_in\":1}")) {
            assertThatThrownBy(() -> token(new AzureCredentials.ManagedIdentity(null), metadata))
                    .hasMessageContaining("no token");
        }
    }

    private static AzureCredentials principal(HttpRecorder authority) {
        return new AzureCredentials.ServicePrincipal(
                "tenant", "client", "s&cret", authority.endpoint().toString());
    }

    private static AzureCredentials workload(HttpRecorder authority, Path file) {
        return new AzureCredentials.WorkloadIdentity("tenant", "client", file, authority.endpoint() + "/");
    }

    private static String token(AzureCredentials identity, HttpRecorder server) {
        return new Tokens(identity, TimeLimits.DEFAULT, server.endpoint().toString())
                .getTokenSync(STORAGE)
                .getToken();
    }

    private static HttpRecorder answering(int status, String json) {
        return new HttpRecorder(request -> new Answer(status, Map.of(), json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(HttpRecorder.Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
