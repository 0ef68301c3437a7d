package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.s3.S3Config;
import dev.walkback.storage.s3.S3Credentials;
import dev.walkback.storage.s3.S3Dialect;
import dev.walkback.storage.s3.S3Encryption;
import dev.walkback.storage.s3.S3Endpoint;
import dev.walkback.storage.s3.S3NewObjects;
import dev.walkback.storage.s3.S3Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From settings of WAL-G's names to what the S3 storage has to be told. */
final class S3Settings {

    /** Known, and without a counterpart here. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "S3_ENDPOINT_SOURCE", "requests go to the endpoint itself",
            "S3_ENABLE_VERSIONING", "the bucket is asked when it matters",
            "S3_LOG_LEVEL", "--verbose says what is done",
            "S3_RANGE_MAX_RETRIES", "WALKBACK_RETRIES counts");

    private final Settings settings;
    private final Consumer<Warning> warnings;

    S3Settings(Settings settings, Consumer<Warning> warnings) {
        this.settings = settings;
        this.warnings = warnings;
    }

    S3Config config(Place.Bucket place, String subfolder) {
        WITHOUT_EFFECT.forEach((name, instead) -> settings.find(name)
                .ifPresent(value ->
                        warnings.accept(new Warning(name + " has no effect (" + value.origin() + "): " + instead))));
        try {
            return S3Config.of(place.bucket(), place.path() + "/" + subfolder)
                    .with(endpoint())
                    .with(credentials())
                    .with(newObjects())
                    .with(transfer())
                    .with(dialect())
                    .withHeaders(headers())
                    .with(Limits.of(settings));
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the settings of s3://" + place.bucket() + " cannot be",
                    String.valueOf(outOfRange.getMessage()),
                    List.of());
        }
    }

    private S3Endpoint endpoint() {
        S3Endpoint endpoint = settings.text("AWS_ENDPOINT")
                .filter(address -> !address.isBlank())
                .map(S3Endpoint::at)
                .orElse(S3Endpoint.AWS);
        return endpoint.withRegion(settings.text("AWS_REGION")
                        .filter(region -> !region.isBlank())
                        .orElse(null))
                .withPathStyle(settings.flag("AWS_S3_FORCE_PATH_STYLE"))
                .withDualStack(settings.flag("AWS_DUAL_STACK"))
                .withCaFile(settings.path("S3_CA_CERT_FILE")
                        .or(() -> settings.path("AWS_CA_BUNDLE"))
                        .orElse(null));
    }

    private S3Credentials credentials() {
        S3Credentials own = ownCredentials();
        Optional<String> role = settings.text("AWS_ROLE_ARN").filter(arn -> !arn.isBlank());
        boolean tokenOfThePlatform = settings.surroundings().environment().containsKey("AWS_WEB_IDENTITY_TOKEN_FILE");
        return role.isEmpty() || tokenOfThePlatform
                ? own
                : new S3Credentials.Role(
                        role.get(), settings.text("AWS_ROLE_SESSION_NAME").orElse("walkback"), own);
    }

    private S3Credentials ownCredentials() {
        Optional<Value> id = filled("AWS_ACCESS_KEY_ID");
        Optional<Value> secret = filled("AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent()) {
            return new S3Credentials.Keys(
                    id.get().content().reveal(), secret.get().content().reveal(), token(id.get()));
        }
        halfAKey(id, secret);
        if (settings.flag("S3_USE_YC_SESSION_TOKEN")) {
            return new S3Credentials.Instance(true);
        }
        // what the environment names, the chain finds by itself
        boolean profileFromElsewhere = List.of("AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE").stream()
                .flatMap(name -> settings.find(name).stream())
                .anyMatch(value -> !(value.origin() instanceof Origin.Variable));
        return profileFromElsewhere
                ? new S3Credentials.Profile(
                        settings.text("AWS_PROFILE").orElse(null),
                        settings.path("AWS_CONFIG_FILE").orElse(null),
                        settings.path("AWS_SHARED_CREDENTIALS_FILE").orElse(null))
                : new S3Credentials.Chain();
    }

    private void halfAKey(Optional<Value> id, Optional<Value> secret) {
        if (id.isEmpty() && secret.isEmpty()) {
            return;
        }
        String there = id.isPresent() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
        String missing = id.isPresent() ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
        if (settings.manner() == Manner.NATIVE) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    there + " is set without " + missing,
                    String.valueOf(id.or(() -> secret).map(Value::origin).orElseThrow()),
                    List.of());
        }
        warnings.accept(new Warning(there + " has no effect without " + missing));
    }

    /** A token belongs to its key: one from the environment is not that of a key that stands with its storage. */
    private @Nullable String token(Value id) {
        return filled("AWS_SESSION_TOKEN")
                .filter(token -> !ofNamedStorage(id) || ofNamedStorage(token))
                .map(token -> token.content().reveal())
                .orElse(null);
    }

    private static boolean ofNamedStorage(Value value) {
        return value.origin() instanceof Origin.File file && file.key().contains(".");
    }

    private Optional<Value> filled(String name) {
        return settings.find(name).filter(value -> !value.content().reveal().isBlank());
    }

    private S3NewObjects newObjects() {
        Optional<Duration> period = settings.duration("S3_RETENTION_PERIOD").filter(Duration::isPositive);
        S3NewObjects.Mode mode =
                S3NewObjects.Mode.valueOf(settings.choice("S3_RETENTION_MODE").orElseThrow());
        return new S3NewObjects(
                settings.find("S3_STORAGE_CLASS")
                        .map(value -> value.content().reveal())
                        .filter(name -> !name.isBlank())
                        .orElse(null),
                encryption(),
                period.map(time -> new S3NewObjects.Lock(time, mode)).orElse(null));
    }

    private S3Encryption encryption() {
        String algorithm = settings.text("S3_SSE").orElse("");
        Optional<String> kmsKey = settings.text("S3_SSE_KMS_ID").filter(key -> !key.isBlank());
        if (kmsKey.isPresent() && !algorithm.equals("aws:kms")) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "S3_SSE_KMS_ID is set and S3_SSE is not aws:kms",
                    "the key would not be used",
                    List.of());
        }
        Optional<Value> customerKey = filled("S3_SSE_C");
        if (customerKey.isPresent()) {
            return new S3Encryption.CustomerKey(
                    algorithm.isBlank() ? "AES256" : algorithm,
                    customerKey.get().content().reveal());
        }
        return switch (algorithm) {
            case "" -> new S3Encryption.None();
            case "aws:kms" -> new S3Encryption.Kms(kmsKey.orElse(null));
            default -> new S3Encryption.Managed(algorithm);
        };
    }

    private S3Transfer transfer() {
        return S3Transfer.DEFAULT
                .withPartSize(settings.number("S3_MAX_PART_SIZE").orElseThrow())
                .withPartsInFlight(settings.count("UPLOAD_CONCURRENCY"))
                .withMemory(settings.number("WALKBACK_S3_UPLOAD_MEMORY").orElseThrow())
                .withDeleteBatch(settings.count("S3_DELETE_BATCH_SIZE"));
    }

    private S3Dialect dialect() {
        return S3Dialect.AWS
                .withChecksums(!settings.flag("WALKBACK_S3_COMPATIBLE"))
                .withConditionalWrites(settings.flag("WALKBACK_S3_CONDITIONAL_WRITES"))
                .withExpectContinue(!settings.flag("S3_DISABLE_100_CONTINUE"))
                .withListV1(settings.flag("S3_USE_LIST_OBJECTS_V1"));
    }

    private Map<String, String> headers() {
        Optional<Value> text = filled("S3_REQUEST_ADDITIONAL_HEADERS");
        return text.isEmpty() ? Map.of() : Headers.parsed(text.get());
    }
}
