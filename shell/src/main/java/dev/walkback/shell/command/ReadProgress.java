package dev.walkback.shell.command;

import dev.walkback.engine.content.ReadEvent;
import dev.walkback.shell.report.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells how far the reading of objects is. How much there is comes out as it begins, and more may be found on the way. */
public final class ReadProgress implements Consumer<ReadEvent>, AutoCloseable {

    private final Session session;
    private final String what;
    private long planned;
    private @Nullable Progress progress;

    public ReadProgress(Session session, String what) {
        this.session = session;
        this.what = what;
    }

    @Override
    public synchronized void accept(ReadEvent event) {
        switch (event) {
            case ReadEvent.Planned more -> {
                planned += more.bytes();
                if (progress == null && planned > 0) {
                    progress = session.progress(what, planned);
                }
            }
            case ReadEvent.Bytes bytes -> {
                if (progress != null) {
                    progress.accept(bytes.more());
                }
            }
            case ReadEvent.Done _ -> {}
        }
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
