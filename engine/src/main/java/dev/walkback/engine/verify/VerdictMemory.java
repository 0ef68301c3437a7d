package dev.walkback.engine.verify;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was found in segments that were read before, in a file, so that an object is read once in its life. A verdict belongs to
 * one object with one content: another key, size, time or etag, and it is not found any more.
 *
 * <p>The file is a cache and nothing else: one that is damaged, of another version or not there is an empty one. It is replaced
 * as a whole, and only its owner may read it. No more than {@link #MOST} verdicts are kept, those that were asked for before
 * the others. All numbers are big endian:
 *
 * <pre>
 * "walkback verdicts 1\n" | N u32 | N × { key u64, identity u64, content {@value #CONTENT_BYTES} bytes } | CRC-32C u32 of all before
 * </pre>
 *
 * <p>For several threads.
 */
public final class VerdictMemory {

    static final int MOST = 1 << 20;

    private static final byte[] MAGIC = "walkback verdicts 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTENT_BYTES = 86;
    private static final int ROW = 16 + CONTENT_BYTES;
    private static final int NONE = -1;
    private static final int MOST_UNUSED = MOST / 4;

    private final @Nullable Path file;
    private byte[] rows = new byte[0];
    private boolean[] used = new boolean[0];
    private int count;
    private int[] table = empty(16);
    private boolean changed;

    private VerdictMemory(@Nullable Path file) {
        this.file = file;
    }

    /** One that forgets everything with the process. */
    public static VerdictMemory none() {
        return new VerdictMemory(null);
    }

    /** Whatever is in the file, as far as it can be believed. */
    public static VerdictMemory in(Path file) {
        VerdictMemory memory = new VerdictMemory(file);
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAGIC.length + 8L + (long) MOST * ROW) {
                memory.load(Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            // then nothing is remembered, and everything is read again
        }
        return memory;
    }

    synchronized Optional<SegmentContent> find(long key, long identity) {
        int slot = slot(key, identity);
        if (table[slot] == NONE) {
            return Optional.empty();
        }
        int row = table[slot];
        used[row] = true;
        return content(ByteBuffer.wrap(rows, row * ROW + 16, CONTENT_BYTES));
    }

    synchronized void remember(long key, long identity, SegmentContent content) {
        int slot = slot(key, identity);
        int row = table[slot];
        if (row == NONE) {
            if (count >= MOST && !forgetUnused()) {
                return;
            }
            row = append(slot(key, identity), key, identity);
        }
        used[row] = true;
        changed = true;
        put(ByteBuffer.wrap(rows, row * ROW + 16, CONTENT_BYTES), content);
    }

    /** Writes the file anew, if anything came to it. Being interrupted does not keep it from that. */
    public synchronized void save() throws IOException {
        if (file == null || !changed) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            write(file);
            changed = false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Verdicts that nobody asked for this time are those of other archives, or of objects that are gone; they go first. */
    private void write(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no file: " + target);
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, target.getFileName() + ".", ".new", ownerOnly());
        try {
            CRC32C checksum = new CRC32C();
            try (OutputStream out = Files.newOutputStream(fresh, StandardOpenOption.WRITE)) {
                write(out, checksum, MAGIC, 0, MAGIC.length);
                int kept = Math.min(count, MOST_UNUSED + usedRows());
                write(out, checksum, ByteBuffer.allocate(4).putInt(kept).array(), 0, 4);
                int left = kept;
                for (boolean wanted : new boolean[] {true, false}) {
                    for (int row = 0; row < count && left > 0; row++) {
                        if (used[row] == wanted) {
                            write(out, checksum, rows, row * ROW, ROW);
                            left--;
                        }
                    }
                }
                out.write(
                        ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private int usedRows() {
        int rowsInUse = 0;
        for (int row = 0; row < count; row++) {
            rowsInUse += used[row] ? 1 : 0;
        }
        return rowsInUse;
    }

    private static void write(OutputStream out, CRC32C checksum, byte[] bytes, int from, int length)
            throws IOException {
        checksum.update(bytes, from, length);
        out.write(bytes, from, length);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void load(byte[] bytes) {
        int head = MAGIC.length + 4;
        if (bytes.length < head + 4 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int told = file.getInt(MAGIC.length);
        boolean isWhole = told >= 0
                && told <= MOST
                && bytes.length == head + (long) told * ROW + 4
                && (int) checksum.getValue() == file.getInt(bytes.length - 4);
        for (int row = 0; isWhole && row < told; row++) {
            int at = head + row * ROW;
            long key = file.getLong(at);
            long identity = file.getLong(at + 8);
            int slot = slot(key, identity);
            if (table[slot] == NONE) {
                int mine = append(slot, key, identity);
                System.arraycopy(bytes, at + 16, rows, mine * ROW + 16, CONTENT_BYTES);
            }
        }
    }

    private int append(int slot, long key, long identity) {
        if (count == used.length) {
            int room = Math.min(MOST, Math.max(64, count * 2));
            rows = Arrays.copyOf(rows, room * ROW);
            used = Arrays.copyOf(used, room);
        }
        ByteBuffer.wrap(rows).putLong(count * ROW, key).putLong(count * ROW + 8, identity);
        table[slot] = count++;
        if (count * 2 > table.length) {
            table = empty(table.length * 2);
            ByteBuffer all = ByteBuffer.wrap(rows);
            for (int row = 0; row < count; row++) {
                table[slot(all.getLong(row * ROW), all.getLong(row * ROW + 8))] = row;
            }
        }
        return count - 1;
    }

    private int slot(long key, long identity) {
        ByteBuffer all = ByteBuffer.wrap(rows);
        long hash = (key * 31 + identity) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & (table.length - 1);
        while (table[slot] != NONE
                && (all.getLong(table[slot] * ROW) != key || all.getLong(table[slot] * ROW + 8) != identity)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** @return whether there is room now */
    private boolean forgetUnused() {
        byte[] before = rows;
        int rowsBefore = count;
        boolean[] usedBefore = used;
        rows = new byte[before.length];
        used = new boolean[usedBefore.length];
        table = empty(table.length);
        count = 0;
        ByteBuffer all = ByteBuffer.wrap(before);
        for (int row = 0; row < rowsBefore; row++) {
            if (usedBefore[row]) {
                long key = all.getLong(row * ROW);
                long identity = all.getLong(row * ROW + 8);
                int mine = append(slot(key, identity), key, identity);
                System.arraycopy(before, row * ROW, rows, mine * ROW, ROW);
                used[mine] = true;
            }
        }
        return count < MOST;
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    private static void put(ByteBuffer row, SegmentContent content) {
        row.putLong(content.bytes())
                .putLong(content.systemIdentifier())
                .putInt(content.segmentBytes())
                .putLong(content.address().bits())
                .putInt(content.firstTimeline())
                .putInt(content.lastTimeline())
                .putLong(content.carried())
                .put((byte) (content.dropsCarried() ? 1 : 0))
                .putLong(content.firstPrevious().bits())
                .putLong(content.lastRecord().bits())
                .putLong(content.pending())
                .put(number(content.flaw()))
                .putLong(content.flawAt().bits())
                .putLong(content.digest());
    }

    private static Optional<SegmentContent> content(ByteBuffer row) {
        SegmentContent content = new SegmentContent(
                row.getLong(),
                row.getLong(),
                row.getInt(),
                new Lsn(row.getLong()),
                row.getInt(),
                row.getInt(),
                row.getLong(),
                row.get() != 0,
                new Lsn(row.getLong()),
                new Lsn(row.getLong()),
                row.getLong(),
                flaw(row.get()),
                new Lsn(row.getLong()),
                row.getLong());
        return Optional.of(content);
    }

    private static byte number(SegmentContent.Flaw flaw) {
        return (byte) Arrays.asList(SegmentContent.Flaw.values()).indexOf(flaw);
    }

    private static SegmentContent.Flaw flaw(byte number) {
        SegmentContent.Flaw[] all = SegmentContent.Flaw.values();
        return number >= 0 && number < all.length ? all[number] : SegmentContent.Flaw.NO_HEADER;
    }
}
