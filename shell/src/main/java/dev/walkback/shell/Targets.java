package dev.walkback.shell;

import dev.walkback.shell.command.Target;
import dev.walkback.shell.settings.ChosenStorage;
import dev.walkback.shell.settings.Origin;
import dev.walkback.shell.settings.Place;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.Value;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a chosen storage's settings to what a check can try before it speaks the storage's own language. */
final class Targets {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private Targets() {}

    static Target of(ChosenStorage chosen) {
        Settings own = chosen.settings();
        List<String> said = own.set().stream()
                .filter(value -> !(value.origin() instanceof Origin.BuiltIn))
                .filter(value -> concerns(chosen.place(), value.setting().name()))
                .map(Value::toString)
                .toList();
        return new Target(
                chosen.name(),
                said,
                server(chosen.place(), own),
                chosen.place() instanceof Place.Directory directory ? directory.path() : null,
                own.path("WALG_S3_CA_CERT_FILE")
                        .or(() -> own.path("AWS_CA_BUNDLE"))
                        .orElse(null),
                own.duration("WALKBACK_CONNECT_TIMEOUT").orElse(CONNECT));
    }

    /** Credentials for another kind of storage are often set as well, and say nothing about this one. */
    private static boolean concerns(Place place, String setting) {
        boolean aws = setting.startsWith("AWS_") || setting.startsWith("S3_") || setting.startsWith("WALG_S3_");
        boolean azure = setting.startsWith("AZURE_") || setting.startsWith("WALG_AZ_");
        boolean ssh = setting.startsWith("SSH_") || setting.startsWith("WALG_SSH_");
        return switch (place) {
            case Place.Bucket _ -> !azure && !ssh;
            case Place.Container _ -> !aws && !ssh;
            case Place.Host _ -> !aws && !azure;
            case Place.Directory _, Place.Unsupported _ -> !aws && !azure && !ssh;
        };
    }

    private static @Nullable URI server(Place place, Settings own) {
        return switch (place) {
            case Place.Bucket _ -> bucket(own);
            case Place.Container _ ->
                own.text("AZURE_STORAGE_ACCOUNT")
                        .filter(account -> !account.isEmpty())
                        .map(account -> URI.create("https://" + account + ".blob."
                                + own.text("AZURE_ENDPOINT_SUFFIX")
                                        .filter(suffix -> !suffix.isEmpty())
                                        .orElse("core.windows.net")))
                        .orElse(null);
            case Place.Host host ->
                URI.create("ssh://" + host.host() + ":" + (host.port() > 0 ? host.port() : port(own)));
            case Place.Directory _, Place.Unsupported _ -> null;
        };
    }

    private static URI bucket(Settings own) {
        String endpoint = own.text("AWS_ENDPOINT").orElse("");
        if (endpoint.isEmpty()) {
            String region =
                    own.text("AWS_REGION").filter(text -> !text.isEmpty()).orElse("us-east-1");
            return URI.create("https://s3." + region + ".amazonaws.com");
        }
        return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    }

    private static long port(Settings own) {
        return own.number("SSH_PORT").orElse(22);
    }
}
