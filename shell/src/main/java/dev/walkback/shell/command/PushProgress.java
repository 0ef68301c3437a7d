package dev.walkback.shell.command;

import dev.walkback.engine.push.PushEvent;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.push.DeltaStory;
import dev.walkback.shell.report.push.ParentWords;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how far a push is: bytes that were read, then what it waits for. */
final class PushProgress implements Consumer<PushEvent>, AutoCloseable {

    private final Session session;
    private @Nullable Progress reading;
    private @Nullable Waiting waiting;
    private long planned = Progress.UNKNOWN;
    private volatile DeltaStory story = DeltaStory.UNTOLD;

    PushProgress(Session session) {
        this.session = session;
    }

    @Override
    public void accept(PushEvent event) {
        switch (event) {
            case PushEvent.Read(long bytes) -> reading().accept(bytes);
            case PushEvent.Starting _ -> session.reporter().verbose("the server is asked to begin, with a checkpoint");
            case PushEvent.Started(var start) ->
                session.reporter().verbose("the backup starts at " + start.lsn() + " on timeline " + start.timeline());
            case PushEvent.Estimated estimated -> planned = estimated.bytes();
            case PushEvent.Stored(String key, long bytes) ->
                session.reporter().verbose("stored " + key + ", " + bytes + " bytes");
            case PushEvent.Stopping _ -> {
                close();
                session.reporter().verbose("the server is asked to end the backup");
            }
            case PushEvent.WaitingForWal(String segment, long missing) ->
                waiting()
                        .told("waiting for WAL to arrive: " + segment
                                + (missing > 1 ? " and " + (missing - 1) + " more" : ""));
            case PushEvent.Note(String text) -> session.reporter().note(text);
            case PushEvent.ParentFound(var found) -> {
                story = story.with(found);
                session.reporter().verbose(ParentWords.of(found));
                ParentWords.passedOver(found).forEach(session.reporter()::note);
            }
            case PushEvent.ChangesFound(var found) -> {
                story = story.with(found);
                found.doubts().forEach(doubt -> session.reporter().verbose(ParentWords.of(doubt)));
                session.reporter().verbose(ParentWords.of(found));
            }
            case PushEvent.DeltaMade(var sum) -> story = story.with(sum);
            case PushEvent.FileDone _ -> {
                // told by the bytes
            }
        }
    }

    /** What was told of parent and changes. */
    DeltaStory story() {
        return story;
    }

    private synchronized Progress reading() {
        if (reading == null) {
            reading = session.progress("backup push", planned);
        }
        return reading;
    }

    private synchronized Waiting waiting() {
        if (waiting == null) {
            waiting = new Waiting(session.console(), session.reporter().style());
        }
        return waiting;
    }

    @Override
    public synchronized void close() {
        if (reading != null) {
            reading.close();
        }
        if (waiting != null) {
            waiting.close();
        }
    }
}
