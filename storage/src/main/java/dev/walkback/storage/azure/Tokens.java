package dev.walkback.storage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import dev.walkback.storage.TimeLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Access tokens, from the three places where a server has them. The SDK's library for this brings a browser log-in, a token
 * cache of the desktop and 20 more jars; these are two HTTP requests. The SDK caches what it gets and asks again in time.
 */
final class Tokens implements TokenCredential {

    private static final String METADATA = "http://169.254.169.254";

    private final AzureCredentials identity;
    private final TimeLimits limits;
    private final String metadata;

    Tokens(AzureCredentials identity, TimeLimits limits) {
        this(identity, limits, METADATA);
    }

    /** @param metadata where the machine's metadata service is */
    Tokens(AzureCredentials identity, TimeLimits limits, String metadata) {
        this.identity = identity;
        this.limits = limits;
        this.metadata = metadata;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext wanted) {
        return Mono.fromCallable(() -> getTokenSync(wanted)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext wanted) {
        String scope = String.join(" ", wanted.getScopes());
        try {
            return switch (identity) {
                case AzureCredentials.ServicePrincipal principal ->
                    posted(
                            principal.authorityHost(),
                            principal.tenant(),
                            form(
                                    "grant_type",
                                    "client_credentials",
                                    "client_id",
                                    principal.client(),
                                    "client_secret",
                                    principal.secret(),
                                    "scope",
                                    scope));
                case AzureCredentials.WorkloadIdentity workload ->
                    posted(
                            workload.authorityHost(),
                            workload.tenant(),
                            form(
                                    "grant_type",
                                    "client_credentials",
                                    "client_id",
                                    workload.client(),
                                    "client_assertion_type",
                                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                    "client_assertion",
                                    read(workload.tokenFile()),
                                    "scope",
                                    scope));
                case AzureCredentials.ManagedIdentity managed -> ofMachine(managed, scope);
                default -> throw new IllegalStateException("no identity that has tokens: " + identity);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path tokenFile) throws IOException {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new RefusedIdentity("the token file " + tokenFile + " cannot be read");
        }
    }

    private AccessToken ofMachine(AzureCredentials.ManagedIdentity managed, String scope) throws IOException {
        String resource = scope.endsWith("/.default") ? scope.substring(0, scope.length() - 9) : scope;
        String query = managed.client() == null
                ? form("api-version", "2018-02-01", "resource", resource)
                : form("api-version", "2018-02-01", "resource", resource, "client_id", managed.client());
        HttpURLConnection request = opened(metadata + "/metadata/identity/oauth2/token?" + query);
        request.setRequestProperty("Metadata", "true");
        return answer(request, "the machine's metadata service");
    }

    private AccessToken posted(String authority, String tenant, String form) throws IOException {
        String host = authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
        HttpURLConnection request =
                opened(host + "/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8) + "/oauth2/v2.0/token");
        request.setDoOutput(true);
        request.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        try (OutputStream body = request.getOutputStream()) {
            body.write(form.getBytes(StandardCharsets.UTF_8));
        }
        return answer(request, host);
    }

    private HttpURLConnection opened(String url) throws IOException {
        HttpURLConnection request = (HttpURLConnection) URI.create(url).toURL().openConnection();
        request.setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
        request.setReadTimeout(Math.toIntExact(limits.request().toMillis()));
        request.setInstanceFollowRedirects(false);
        return request;
    }

    private AccessToken answer(HttpURLConnection request, String who) throws IOException {
        int status = request.getResponseCode();
        if (status == 400 || status == 401 || status == 403) {
            throw new RefusedIdentity(who + " gives no token for " + identity + " (" + status + ")");
        }
        if (status != 200) {
            throw new IOException(who + " answered " + status + " to the request for a token");
        }
        try (InputStream body = request.getInputStream();
                JsonReader json = JsonProviders.createReader(body)) {
            return token(json);
        }
    }

    private static AccessToken token(JsonReader json) throws IOException {
        String token = "";
        long seconds = 300;
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.getFieldName();
            json.nextToken();
            switch (name) {
                case "access_token" -> token = json.getString();
                case "expires_in" -> seconds = Long.parseLong(json.getText());
                default -> json.skipChildren();
            }
        }
        if (token == null || token.isEmpty()) {
            throw new IOException("the answer holds no token");
        }
        return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
    }

    private static String form(String... namesAndValues) {
        return Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
                .map(i -> namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** We are not who we say we are, or have no rights at all. */
    static final class RefusedIdentity extends IOException {

        RefusedIdentity(String why) {
            super(why);
        }
    }
}
