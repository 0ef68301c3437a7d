package dev.walkback.engine.push.pack;

import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** How each file goes in, and what of it. */
public interface Treatments {

    /** Everything is packed, and nothing is looked into. */
    Treatments WHOLE = new Treatments() {
        @Override
        public Treatment of(WalkedFile file) {
            return Treatment.WHOLE;
        }

        @Override
        public Optional<OpenIncrement> increment(WalkedFile file, FileChannel open, Treatment.Incremented how) {
            return Optional.empty();
        }

        @Override
        public Optional<PageInspection> inspection(WalkedFile file) {
            return Optional.empty();
        }
    };

    /** Asked of every file (of no folder and no link), by the thread that walks, in the order of the walk. */
    Treatment of(WalkedFile file);

    /**
     * What goes into the tar in place of the whole file; empty where it has to be the whole file after all. Asked by a thread that
     * fills a tar, when it is the file's turn.
     *
     * @param open to be read at any position; closed by whoever asked, when the increment was written
     */
    Optional<OpenIncrement> increment(WalkedFile file, FileChannel open, Treatment.Incremented how) throws IOException;

    /** Who looks at the pages of a file that is packed whole; empty where nobody does. */
    Optional<PageInspection> inspection(WalkedFile file);
}
