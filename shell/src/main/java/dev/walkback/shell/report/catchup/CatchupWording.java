package dev.walkback.shell.report.catchup;

import dev.walkback.engine.catchup.CatchupRefused;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Suggestion;
import java.util.List;

/** Why a copy cannot be brought forward. */
public final class CatchupWording {

    private CatchupWording() {}

    public static Problem of(CatchupRefused refused) {
        return new Problem(
                ErrorCode.CATCHUP_REFUSED,
                "this does not bring the copy forward",
                refused.getMessage() + "; nothing was written",
                List.of(
                        switch (refused.kind()) {
                            case BEHIND, FILES_MISSING, UNLISTED ->
                                Suggestion.command("help catchup push", "to store more of it");
                            case OTHER_CLUSTER, OTHER_TIMELINE, NO_COPY ->
                                Suggestion.command("help backup fetch", "to make the copy anew");
                            case AHEAD -> Suggestion.command("help catchup push", "when there is newer to come");
                        }));
    }
}
