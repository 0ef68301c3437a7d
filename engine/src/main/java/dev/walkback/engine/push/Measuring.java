package dev.walkback.engine.push;

import dev.walkback.engine.push.walk.DataWalk;
import dev.walkback.engine.push.walk.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Counts what there is to read, while the server makes its checkpoint. Only for progress: what fails here is no failure. */
final class Measuring {

    private final Path root;
    private final Thread thread;
    private volatile boolean whole;
    private long files;
    private long bytes;

    private Measuring(Path root) {
        this.root = root;
        this.thread = Thread.ofVirtual().name("measuring").unstarted(this::measure);
    }

    static Measuring begin(Path root) {
        Measuring measuring = new Measuring(root);
        measuring.thread.start();
        return measuring;
    }

    private void measure() {
        try {
            new DataWalk(root, new Count()).run();
            whole = true;
        } catch (IOException | InterruptedException | RuntimeException untold) {
            // the push itself comes by here again
        }
    }

    /** Empty when that is not known by then; then it is not looked for any longer. */
    Optional<PushEvent.Estimated> within(Duration patience) throws InterruptedException {
        boolean over = thread.join(patience);
        thread.interrupt();
        return over && whole ? Optional.of(new PushEvent.Estimated(files, bytes)) : Optional.empty();
    }

    private final class Count implements Found {

        @Override
        public void file(WalkedFile file) {
            if (file.kind() == WalkedFile.Kind.FILE) {
                files++;
                bytes += file.size();
            }
        }

        @Override
        public void control(WalkedFile file) {
            file(file);
        }

        @Override
        public void leftOut(Path path, String why) {
            // said by the push itself
        }
    }
}
