package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import dev.walkback.storage.StorageException.Rejected;
import dev.walkback.storage.StorageException.Unreachable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What it means when there was no answer of the service: the line, the certificate, the credentials, or the SDK itself. */
final class Breakages {

    private final Bucket bucket;

    Breakages(Bucket bucket) {
        this.bucket = bucket;
    }

    StorageException of(String attempted, Throwable broken) {
        Optional<String> identity = identityTrouble(broken);
        if (identity.isPresent()) {
            return new Denied(bucket.location(), Denied.Reason.SERVER_IDENTITY, attempted, identity.get(), broken);
        }
        Optional<IOException> line = find(broken, IOException.class);
        if (line.isPresent()) {
            return ofLine(attempted, line.get(), broken);
        }
        String message = String.valueOf(broken.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (message.startsWith("Unable to load credentials from any")) {
            return new Denied(
                    bucket.location(),
                    Denied.Reason.CREDENTIALS,
                    attempted,
                    "there are none: no AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, no web identity, no profile, and "
                            + "no container or instance that gives any",
                    broken);
        }
        if (lower.contains("credential") || lower.contains("profile") || lower.contains("token")) {
            return new Denied(bucket.location(), Denied.Reason.CREDENTIALS, attempted, message, broken);
        }
        return new Rejected(bucket.location(), attempted, "what came back is not S3's answer: " + message, broken);
    }

    private StorageException ofLine(String attempted, IOException line, Throwable broken) {
        if (line instanceof HttpRetryException unauthorized && unauthorized.responseCode() == 401) {
            return new Denied(
                    bucket.location(), Denied.Reason.CREDENTIALS, attempted, "the service answered 401", broken);
        }
        if (line instanceof SSLException && String.valueOf(line.getMessage()).contains("SSL message")) {
            return new Rejected(
                    bucket.location(),
                    attempted,
                    "the server does not speak TLS there; is it http, not https?",
                    broken);
        }
        return new Unreachable(bucket.location(), attempted, words(line), broken);
    }

    private static String words(IOException line) {
        String message = String.valueOf(line.getMessage());
        return switch (line) {
            case UnknownHostException _ -> "the name of the server is not known: " + message;
            case SocketTimeoutException _ -> "time limit: " + message;
            case ConnectException _ -> "no connection: " + message;
            case EOFException _ -> "the connection ended early";
            default -> message;
        };
    }

    /** A handshake that failed for another reason than the certificate is a broken line. */
    private static Optional<String> identityTrouble(Throwable broken) {
        Optional<GeneralSecurityException> certificate = find(broken, GeneralSecurityException.class);
        if (certificate.isPresent() && find(broken, SSLException.class).isPresent()) {
            return Optional.of(
                    "its certificate is not trusted: " + certificate.get().getMessage());
        }
        return find(broken, SSLPeerUnverifiedException.class).map(Throwable::getMessage);
    }

    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> kind) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < 20; t = t.getCause(), depth++) {
            if (kind.isInstance(t)) {
                return Optional.of(kind.cast(t));
            }
        }
        return Optional.empty();
    }
}
