package dev.walkback.shell.report;

import dev.walkback.storage.StorageException;
import java.util.List;

/** Being turned away has several reasons, and each has another remedy. */
final class DeniedWording {

    private DeniedWording() {}

    static Problem of(StorageException.Denied e, Suggestion check) {
        return switch (e.reason()) {
            case CREDENTIALS ->
                new Problem(
                        ErrorCode.CREDENTIALS_REFUSED,
                        e.location() + " does not accept the credentials",
                        e.why() + ", while trying to " + e.attempted().strip(),
                        List.of(check));
            case NOT_ALLOWED ->
                new Problem(
                        ErrorCode.ACCESS_DENIED,
                        e.location() + " does not allow to " + e.attempted().strip(),
                        e.why(),
                        List.of(check));
            case CLOCK_SKEW ->
                new Problem(
                        ErrorCode.CLOCK_SKEW,
                        "this machine's clock is too far from that of " + e.location(),
                        e.why(),
                        List.of(Suggestion.shell("date -u", "compare with another clock")));
            case SERVER_IDENTITY ->
                new Problem(
                        ErrorCode.SERVER_NOT_TRUSTED,
                        e.location() + " could not prove that it is the right server",
                        e.why() + "; nothing was sent",
                        List.of(Suggestion.command("explain server-not-trusted", ""), check));
            case READ_ONLY ->
                new Problem(
                        ErrorCode.STORAGE_READ_ONLY,
                        e.location() + " cannot be written",
                        e.why() + ", while trying to " + e.attempted().strip(),
                        List.of(check));
        };
    }
}
