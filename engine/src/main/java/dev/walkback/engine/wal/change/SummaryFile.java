package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One of the summaries that a server keeps in {@code pg_wal/summaries} (17 and later): which blocks a stretch of WAL changed.
 *
 * <pre>
 * 652B137B u32, then for each relation:
 * tablespace, database, relation u32 each | fork u32 | limit u32 | chunks u32 | size of each chunk u16 … | the chunks
 * 24 zeros | CRC-32C u32 of all before
 * </pre>
 *
 * <p>A chunk is of 65536 blocks: so many block numbers u16 as its size says, or with the size 4096 a bit for each block.
 */
record SummaryFile(Path path, Timeline timeline, Lsn start, Lsn end) {

    private static final Pattern NAME = Pattern.compile("([0-9A-F]{8})([0-9A-F]{16})([0-9A-F]{16})\\.summary");
    private static final int MAGIC = 0x652B137B;
    private static final int UNCUT = -1;
    private static final int CHUNK = 65_536;
    private static final int BITMAP = 4096;

    /** What a file of this name covers; empty for any other name. */
    static Optional<SummaryFile> named(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches() || Integer.parseUnsignedInt(name.group(1), 16) == 0) {
            return Optional.empty();
        }
        return Optional.of(new SummaryFile(
                path,
                new Timeline(Integer.parseUnsignedInt(name.group(1), 16)),
                new Lsn(Long.parseUnsignedLong(name.group(2), 16)),
                new Lsn(Long.parseUnsignedLong(name.group(3), 16))));
    }

    /**
     * @return how many bytes were read
     * @throws IOException when it cannot be read, or is not what a server writes; nothing was told then
     */
    long read(ChangedBlocks into) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length < 8) {
            throw new EOFException("it is cut off");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        if ((int) checksum.getValue() != file.getInt(bytes.length - 4) || file.getInt() != MAGIC) {
            throw new IOException("its checksum is not that of what is there");
        }
        try {
            file.limit(bytes.length - 4);
            while (entry(file, into)) {
                // one relation's fork after another
            }
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException tooShort) {
            throw new IOException("it does not add up", tooShort);
        }
        return bytes.length;
    }

    private static boolean entry(ByteBuffer file, ChangedBlocks into) {
        int tablespace = file.getInt();
        int database = file.getInt();
        int relation = file.getInt();
        int fork = file.getInt();
        int limit = file.getInt();
        int chunks = file.getInt();
        if (tablespace == 0 && database == 0 && relation == 0) {
            return false;
        }
        if (fork == 0 && limit != UNCUT) {
            into.cut(tablespace, database, relation, limit);
        }
        int sizes = file.position();
        file.position(Math.addExact(sizes, Math.multiplyExact(2, chunks)));
        for (int chunk = 0; chunk < chunks; chunk++) {
            int size = Short.toUnsignedInt(file.getShort(sizes + 2 * chunk));
            int first = chunk * CHUNK;
            if (size == BITMAP) {
                bitmap(file, first, block -> into.block(tablespace, database, relation, fork, block));
            } else {
                for (int i = 0; i < size; i++) {
                    into.block(tablespace, database, relation, fork, first + Short.toUnsignedInt(file.getShort()));
                }
            }
        }
        return true;
    }

    private static void bitmap(ByteBuffer file, int first, IntConsumer blocks) {
        for (int word = 0; word < BITMAP; word++) {
            for (int bits = Short.toUnsignedInt(file.getShort()); bits != 0; bits &= bits - 1) {
                blocks.accept(first + 16 * word + Integer.numberOfTrailingZeros(bits));
            }
        }
    }
}
