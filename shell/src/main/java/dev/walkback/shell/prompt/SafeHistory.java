package dev.walkback.shell.prompt;

import dev.walkback.shell.session.HistoryFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jline.reader.impl.history.DefaultHistory;

/** The lines of earlier days, in a file that only its owner can read and that holds no secrets. */
final class SafeHistory extends DefaultHistory {

    @Override
    public void add(Instant time, String line) {
        HistoryFilter.remembered(line).ifPresent(kept -> super.add(time, kept));
    }

    /** The line editor's suggestions come by this way, and nothing else does. */
    @Override
    public Iterator<Entry> reverseIterator(int index) {
        List<Entry> suggested = new ArrayList<>();
        Iterator<Entry> all = super.reverseIterator(index);
        while (all.hasNext()) {
            Entry entry = all.next();
            if (HistoryFilter.maySuggest(entry.line())) {
                suggested.add(entry);
            }
        }
        return suggested.iterator();
    }

    /**
     * Makes sure that the file can be used: it is there, a plain file, and for nobody else to read.
     *
     * @throws IOException when it cannot; then nothing is remembered beyond this session
     */
    static Path prepared(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a plain file");
        } else {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
