package dev.walkback.storage.azure;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where Azure's blob service answers. */
public sealed interface AzureEndpoint {

    Suffix PUBLIC = new Suffix("core.windows.net");

    /** What each cloud's account names end in, by the names that Azure's tools give the clouds. */
    Map<String, Suffix> ENVIRONMENTS = Map.of(
            "AzurePublicCloud", PUBLIC,
            "AzureUSGovernmentCloud", new Suffix("core.usgovcloudapi.net"),
            "AzureChinaCloud", new Suffix("core.chinacloudapi.cn"),
            "AzureGermanCloud", new Suffix("core.cloudapi.de"));

    /** {@code https://ACCOUNT.blob.SUFFIX}. */
    record Suffix(String suffix) implements AzureEndpoint {}

    /** A whole URL, account included where it belongs into the path: an emulator, a private endpoint. */
    record Url(URI url) implements AzureEndpoint {

        public Url {
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("neither http:// nor https://");
            }
            if (url.getHost() == null || url.getQuery() != null || url.getUserInfo() != null) {
                throw new IllegalArgumentException("an endpoint is a scheme, a host, a port and a path, nothing more");
            }
        }
    }

    static Optional<AzureEndpoint> ofEnvironment(String name) {
        return Optional.ofNullable(ENVIRONMENTS.get(name));
    }
}
