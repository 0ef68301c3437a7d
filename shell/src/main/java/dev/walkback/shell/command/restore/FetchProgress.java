package dev.walkback.shell.command.restore;

import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.shell.command.ReadProgress;
import dev.walkback.shell.report.Reporter;
import java.util.function.Consumer;

/** Tells how far an unpacking is, by the stored bytes that are read. What was read before it began does not count. */
public final class FetchProgress implements Consumer<FetchEvent> {

    private final ReadProgress progress;
    private final Reporter reporter;
    private volatile boolean begun;

    public FetchProgress(ReadProgress progress, Reporter reporter) {
        this.progress = progress;
        this.reporter = reporter;
    }

    public void read(ReadEvent event) {
        if (begun && event instanceof ReadEvent.Bytes) {
            progress.accept(event);
        }
    }

    @Override
    public void accept(FetchEvent event) {
        switch (event) {
            case FetchEvent.Planned planned -> {
                if (planned.partsDoneBefore() > 0) {
                    reporter.note(planned.partsDoneBefore() + " parts were finished by an earlier run");
                }
                progress.accept(new ReadEvent.Planned(planned.parts(), planned.storedBytes()));
                begun = true;
            }
            case FetchEvent.Finished finished ->
                progress.accept(new ReadEvent.Done(finished.part().key()));
            case FetchEvent.LinkLeftOut link ->
                reporter.note("the link " + link.name() + " is not made: WAL-G keeps no place that it leads to");
            case FetchEvent.Started _, FetchEvent.Read _, FetchEvent.Written _, FetchEvent.Complete _ -> {
                // told by the bytes
            }
        }
    }
}
