package dev.walkback.shell.prompt;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.report.ListingReport;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.Wording;
import dev.walkback.shell.session.Listing;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Says what came of a listing in the background: above the line that is being typed, or, while a command runs, when that has said
 * what it has to say.
 */
final class Announcer implements Consumer<Listing> {

    private final LineReader reader;
    private final Redrawing redrawing;
    private final boolean ascii;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable Archive last;

    Announcer(LineReader reader, Redrawing redrawing, boolean ascii) {
        this.reader = reader;
        this.redrawing = redrawing;
        this.ascii = ascii;
    }

    /** On the listing's own thread. */
    @Override
    public void accept(Listing listing) {
        String said = said(listing);
        if (!listing.isAttended() && !said.isEmpty()) {
            waiting.add(said);
        }
        if (redrawing.isPossible()) {
            sayWhatWaits();
            redrawing.redraw();
        }
    }

    void sayWhatWaits() {
        for (String said = waiting.poll(); said != null; said = waiting.poll()) {
            reader.printAbove(Text.safe(said, ascii));
        }
    }

    private synchronized String said(Listing listing) {
        Archive archive = listing.archive();
        if (archive != null) {
            ListingReport report = new ListingReport(archive, sameStorage(archive) ? last : null);
            last = archive;
            return report.sentence();
        }
        Throwable failure = listing.failure();
        return failure == null
                ? ""
                : "not listed: "
                        + new Wording("").of(failure).map(Announcer::sentence).orElseGet(failure::toString)
                        + "; archive refresh tries again";
    }

    private boolean sameStorage(Archive archive) {
        return last != null && last.location().equals(archive.location());
    }

    private static String sentence(Problem problem) {
        return problem.what()
                + (problem.why().isEmpty() ? "" : ", " + problem.why().replace('\n', ' '));
    }
}
