package dev.walkback.engine.push.page;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Looks at the pages of one file that are read for a backup, and counts those that are not what the server wrote. Belongs to one
 * thread.
 *
 * <p>The server writes meanwhile, so a page may be read half old and half new. One that looks wrong is read again before it counts;
 * and one that was written since the backup began does not count at all, because WAL brings it whole.
 */
public final class PageProof {

    private static final int FILE_BYTES = 1 << 30;
    private static final int READ_AGAIN = 3;
    private static final int SOME = 10;

    private final Path file;
    private final int pageBytes;
    private final long firstBlock;
    private final Lsn start;
    private final boolean all;
    private final PageChecksum checksum;
    private final ByteBuffer again;
    private long corrupt;
    private long[] some = new long[0];

    /**
     * @param start of the backup
     * @param all whether every number is kept, not only the first ten
     */
    public PageProof(Path file, RelationFile relation, int pageBytes, Lsn start, boolean all) {
        this.file = file;
        this.pageBytes = pageBytes;
        this.firstBlock = (long) relation.segment() * (FILE_BYTES / pageBytes);
        this.start = start;
        this.all = all;
        this.checksum = new PageChecksum(pageBytes);
        this.again = ByteBuffer.allocate(pageBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @param pages little endian
     * @param at where in it the page begins
     * @param number of the page within the file
     */
    public void page(ByteBuffer pages, int at, long number) {
        if (isSound(pages, at, number)) {
            return;
        }
        for (int i = 0; i < READ_AGAIN; i++) {
            if (!readAgain(number) || isSound(again, 0, number)) {
                return;
            }
        }
        if (all || some.length < SOME) {
            some = Arrays.copyOf(some, some.length + 1);
            some[some.length - 1] = number;
        }
        corrupt++;
    }

    /** How many pages are wrong. */
    public long corrupt() {
        return corrupt;
    }

    /** Their numbers within the file, in the order in which they came; the first ten unless all were asked for. */
    public long[] some() {
        return some.clone();
    }

    private boolean isSound(ByteBuffer pages, int at, long number) {
        if (PageHeader.isNew(pages, at)) {
            return isZero(pages, at);
        }
        boolean isNewer = PageHeader.isValid(pages, at, pageBytes)
                && !PageHeader.lsn(pages, at).isBefore(start);
        return isNewer
                || checksum.of(pages.slice(at, pageBytes), firstBlock + number) == PageHeader.checksum(pages, at);
    }

    private boolean isZero(ByteBuffer pages, int at) {
        for (int i = 0; i < pageBytes; i += Long.BYTES) {
            if (pages.getLong(at + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** False when it is gone: the file was truncated or dropped, and WAL says so. */
    private boolean readAgain(long number) {
        again.clear();
        try (FileChannel open = FileChannel.open(file)) {
            long at = number * pageBytes;
            while (again.hasRemaining()) {
                int read = open.read(again, at + again.position());
                if (read < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
