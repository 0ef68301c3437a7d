package dev.walkback.storage.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.models.BlobStorageException;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the service, or of the line to it, means. The SDK's own exceptions are not passed on as causes: their
 * text holds the service's whole answer, which quotes signatures.
 */
final class AzureFailures {

    private final Location location;
    private final String container;

    AzureFailures(Location location, String container) {
        this.location = location;
        this.container = container;
    }

    StorageException of(Throwable failure, String attempted, String key) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof StorageException known) {
                return known;
            }
            if (e instanceof BlobStorageException refused) {
                return ofAnswer(
                        refused.getStatusCode(),
                        refused.getErrorCode() == null
                                ? ""
                                : refused.getErrorCode().toString(),
                        refused.getServiceMessage(),
                        attempted,
                        key);
            }
            if (e instanceof HttpResponseException refused && refused.getResponse() != null) {
                return ofAnswer(refused.getResponse().getStatusCode(), "", null, attempted, key);
            }
            if (e instanceof Tokens.RefusedIdentity refused) {
                return denied(Reason.CREDENTIALS, attempted, String.valueOf(refused.getMessage()));
            }
            if (e instanceof InterruptedException) {
                return new StorageException.Interrupted(location, attempted, null);
            }
        }
        return ofLine(failure, attempted);
    }

    private StorageException ofLine(Throwable failure, String attempted) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof UnknownHostException || e instanceof java.nio.channels.UnresolvedAddressException) {
                return unreachable(attempted, "the host's name is unknown; is the account's name right?", failure);
            }
            if (e instanceof IOException || e instanceof TimeoutException) {
                String text = e.getMessage() == null || e.getMessage().isBlank()
                        ? e.getClass().getSimpleName()
                        : e.getMessage();
                return unreachable(attempted, firstLine(text), failure);
            }
        }
        if (failure instanceof IllegalArgumentException) {
            return denied(Reason.CREDENTIALS, attempted, "the account key is not base64");
        }
        throw failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
    }

    private StorageException unreachable(String attempted, String why, Throwable failure) {
        boolean safe = !String.valueOf(failure.getMessage()).contains("sig=") && !why.contains("sig=");
        return new StorageException.Unreachable(
                location, attempted, safe ? why : "the line broke", safe ? failure : null);
    }

    private StorageException ofAnswer(int status, String code, @Nullable String message, String attempted, String key) {
        String why = (status + " " + code).strip() + (message == null ? "" : ": " + firstLine(message));
        return switch (code) {
            case "ContainerNotFound", "ContainerBeingDeleted", "ContainerDisabled" ->
                new StorageException.NoStorage(location, "container " + container, null);
            case "BlobNotFound", "ResourceNotFound" -> new StorageException.Missing(location, key, null);
            case "BlobAlreadyExists" -> new StorageException.Exists(location, key, null);
            case "BlobImmutableDueToPolicy", "AccountIsDisabled" -> denied(Reason.READ_ONLY, attempted, why);
            case "AuthenticationFailed" ->
                denied(isAboutTime(message) ? Reason.CLOCK_SKEW : Reason.CREDENTIALS, attempted, why);
            case "RequestTimeTooSkewed" -> denied(Reason.CLOCK_SKEW, attempted, why);
            case "InvalidAuthenticationInfo",
                    "NoAuthenticationInformation",
                    "PublicAccessNotPermitted",
                    "KeyBasedAuthenticationNotPermitted",
                    "InvalidSasToken" -> denied(Reason.CREDENTIALS, attempted, why);
            case "AuthorizationFailure" ->
                denied(isAboutIdentity(message) ? Reason.CREDENTIALS : Reason.NOT_ALLOWED, attempted, why);
            case "InvalidRange" ->
                new StorageException.Rejected(location, attempted, "it has no byte at that offset", null);
            case "InvalidBlockList" ->
                new StorageException.Unreachable(
                        location,
                        attempted,
                        "another writer of the same key was faster and discarded our blocks",
                        null);
            default -> byStatus(status, why, attempted, key);
        };
    }

    private StorageException byStatus(int status, String why, String attempted, String key) {
        return switch (status) {
            case 401 -> denied(Reason.CREDENTIALS, attempted, why);
            case 403 -> denied(Reason.NOT_ALLOWED, attempted, why);
            case 404 -> new StorageException.Missing(location, key, null);
            case 412 -> new StorageException.Changed(location, key, "it was written again", null);
            case 408, 429, 500, 502, 503, 504 -> new StorageException.Unreachable(location, attempted, why, null);
            default -> new StorageException.Rejected(location, attempted, why, null);
        };
    }

    private StorageException.Denied denied(Reason reason, String attempted, String why) {
        return new StorageException.Denied(location, reason, attempted, why, null);
    }

    private static boolean isAboutTime(@Nullable String message) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return text.contains("date header") || text.contains("request date") || text.contains("skew");
    }

    // the emulator, and the service for signatures, say with one code both "who are you" and "not you"
    private static boolean isAboutIdentity(@Nullable String message) {
        return message != null && message.toLowerCase(Locale.ROOT).contains("authenticate");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        int id = line.indexOf("RequestId");
        return (id < 0 ? line : line.substring(0, id)).strip();
    }
}
