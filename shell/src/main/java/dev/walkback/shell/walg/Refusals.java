package dev.walkback.shell.walg;

import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.report.archive.FindingWording;
import dev.walkback.storage.StorageException;

/** Why a fetch did not happen, in one line of a log. */
final class Refusals {

    private static final int SOME = 20;

    private Refusals() {}

    static String words(Exception failure) {
        return switch (failure) {
            case RefusedException refused ->
                String.join(
                                "; ",
                                refused.findings().stream()
                                        .map(FindingWording::of)
                                        .limit(SOME)
                                        .toList())
                        + (refused.begun()
                                ? "; what was unpacked has no pg_control, so no server starts on it"
                                : "; nothing was written");
            // scripts know this sentence
            case TargetException.Occupied occupied -> "Directory " + occupied.data() + " for delta base must be empty";
            case StorageException storage -> Walg.sentence(storage);
            default -> new Wording("").of(failure).map(Refusals::sentence).orElseGet(() -> Walg.sentence(failure));
        };
    }

    private static String sentence(Problem problem) {
        return problem.what()
                + (problem.why().isEmpty() ? "" : ": " + problem.why().replace('\n', ' '));
    }
}
