package dev.walkback.engine.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar from a stream, entry by entry, in memory that does not grow with it.
 *
 * <p>What counts as whole follows what WAL-G's own reader takes: a tar may end without its two blocks of zeros, even without the
 * padding of its last file, because the end of a remote backup's parts is cut so; but bytes behind the end must be zero. The
 * stream is read to its own end in any case: a codec tells only there whether all was well.
 *
 * <p>Not for several threads. Does not close the stream.
 */
public final class TarReader {

    /** Names and extended headers beyond this are refused, as WAL-G refuses them. */
    static final int MOST_SPECIAL_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] skipped = new byte[1 << 16];
    private final Content content = new Content();
    private long offset;
    private long left;
    private int padding;
    private boolean atEnd;
    private @Nullable TarEntry last;
    private @Nullable TarHeader lastHeader;

    private record Overrides(
            PaxRecords pax, @Nullable String name, @Nullable String linkTarget) {

        static final Overrides NONE = new Overrides(PaxRecords.NONE, null, null);

        Overrides with(PaxRecords records) {
            return new Overrides(records, name, linkTarget);
        }

        Overrides withName(String longName) {
            return new Overrides(pax, longName, linkTarget);
        }

        Overrides withLinkTarget(String longTarget) {
            return new Overrides(pax, name, longTarget);
        }
    }

    public TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry; what was not read of the one before is passed over. Null at the end.
     *
     * @throws DamagedTarException when this is no tar, or not a whole one
     */
    public @Nullable TarEntry next() throws IOException {
        if (atEnd) {
            return null;
        }
        Overrides overrides = Overrides.NONE;
        while (true) {
            passOver();
            long at = offset;
            TarHeader header = header();
            if (header == null) {
                if (!overrides.equals(Overrides.NONE)) {
                    throw new DamagedTarException(at, "a long name or extended header has no entry after it");
                }
                return null;
            }
            if (!header.checksumIsRight()) {
                throw new DamagedTarException(at, "the header's checksum is wrong");
            }
            switch (header.type()) {
                case 'x', 'X' -> overrides = overrides.with(pax(header, at));
                case 'g' -> begin(header.size(), at);
                case 'L' -> overrides = overrides.withName(special(header, at));
                case 'K' -> overrides = overrides.withLinkTarget(special(header, at));
                default -> {
                    return entry(header, overrides, at);
                }
            }
        }
    }

    /** The content of the entry that was read last. It ends where the entry does, and need not be read. */
    public InputStream content() {
        return content;
    }

    /**
     * The next bytes of the entry, at most so many: the stream's own, where it lends them. They are told once, and stay as they are
     * until anything else is asked of this reader. Empty at the entry's end.
     */
    public ByteBuffer lend(int most) throws IOException {
        if (left == 0) {
            return ByteBuffer.wrap(skipped, 0, 0);
        }
        if (!(in instanceof Lending lending)) {
            int read = content.read(skipped, 0, Math.min(most, skipped.length));
            return ByteBuffer.wrap(skipped, 0, read);
        }
        ByteBuffer bytes = lending.lend();
        if (!bytes.hasRemaining()) {
            throw endsEarly();
        }
        int count = (int) Math.min(Math.min(most, left), bytes.remaining());
        bytes.limit(bytes.position() + count);
        lending.take(count);
        left -= count;
        offset += count;
        return bytes;
    }

    private DamagedTarException endsEarly() {
        long missing = left;
        left = 0;
        return new DamagedTarException(offset, "it ends " + missing + " bytes before the end of an entry");
    }

    /**
     * The entry that was read last, to be written again under this name. Of what extended headers say it has name, size and target;
     * all else is the plain header's.
     */
    public NewEntry again(String name) {
        TarEntry entry = Objects.requireNonNull(last);
        TarHeader header = Objects.requireNonNull(lastHeader);
        return new NewEntry(
                name,
                entry.kind(),
                entry.size(),
                entry.mode(),
                TimeUnit.SECONDS.toNanos(header.modifiedSeconds()),
                header.userId(),
                header.groupId(),
                header.user(),
                header.group(),
                entry.linkTarget());
    }

    /** How much of the decoded stream was read. */
    public long offset() {
        return offset;
    }

    private TarEntry entry(TarHeader header, Overrides overrides, long at) throws IOException {
        PaxRecords pax = overrides.pax();
        if (header.type() == 'S' || pax.isSparse()) {
            throw new DamagedTarException(at, "a sparse entry, which no backup has");
        }
        String name = pax.value("path").orElse(overrides.name() == null ? header.name() : overrides.name());
        String target = pax.value("linkpath")
                .orElse(overrides.linkTarget() == null ? header.linkTarget() : overrides.linkTarget());
        TarEntry.Kind kind = kind(header.type(), name);
        boolean hasContent = kind == TarEntry.Kind.FILE || kind == TarEntry.Kind.OTHER;
        long size = hasContent ? size(header, pax, at) : 0;
        begin(size, at);
        last = new TarEntry(name, kind, size, header.mode(), target);
        lastHeader = header;
        return last;
    }

    private static TarEntry.Kind kind(char type, String name) {
        return switch (type) {
            case '0' -> TarEntry.Kind.FILE;
            // the oldest writers told folders by their name
            case '\0' -> name.endsWith("/") ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
            case '3', '4', '6' -> TarEntry.Kind.DEVICE;
            case '5' -> TarEntry.Kind.FOLDER;
            default -> TarEntry.Kind.OTHER;
        };
    }

    private static long size(TarHeader header, PaxRecords pax, long at) throws DamagedTarException {
        Optional<String> extended = pax.value("size");
        if (extended.isEmpty()) {
            return header.size();
        }
        try {
            return Long.parseLong(extended.get());
        } catch (NumberFormatException notANumber) {
            throw new DamagedTarException(at, "a size is no number");
        }
    }

    private PaxRecords pax(TarHeader header, long at) throws IOException {
        return PaxRecords.read(specialBytes(header, at))
                .orElseThrow(() -> new DamagedTarException(at, "an extended header makes no sense"));
    }

    private String special(TarHeader header, long at) throws IOException {
        byte[] bytes = specialBytes(header, at);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private byte[] specialBytes(TarHeader header, long at) throws IOException {
        begin(header.size(), at);
        if (left > MOST_SPECIAL_BYTES) {
            throw new DamagedTarException(at, "a name or extended header of " + left + " bytes");
        }
        return content.readAllBytes();
    }

    private void begin(long size, long at) throws DamagedTarException {
        if (size < 0) {
            throw new DamagedTarException(at, "an entry has an impossible size");
        }
        left = size;
        padding = (int) ((TarHeader.BYTES - size % TarHeader.BYTES) % TarHeader.BYTES);
    }

    private void passOver() throws IOException {
        while (left > 0) {
            lend(Integer.MAX_VALUE);
        }
        // where even this is missing the header that follows is missing too
        offset += in.readNBytes(skipped, 0, padding);
        padding = 0;
    }

    /** Null at the end: where the stream ends, or at zeros that go on to its end. */
    private @Nullable TarHeader header() throws IOException {
        byte[] block = in.readNBytes(TarHeader.BYTES);
        offset += block.length;
        TarHeader header = new TarHeader(block);
        if (block.length < TarHeader.BYTES && !header.isZero()) {
            throw new DamagedTarException(offset, "it ends within a header");
        }
        if (!header.isZero()) {
            return header;
        }
        atEnd = true;
        for (int read = in.read(skipped); read >= 0; read = in.read(skipped)) {
            for (int i = 0; i < read; i++) {
                if (skipped[i] != 0) {
                    throw new DamagedTarException(offset + i, "bytes follow its end");
                }
            }
            offset += read;
        }
        return null;
    }

    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(length, left));
            if (read < 0) {
                throw endsEarly();
            }
            left -= read;
            offset += read;
            return read;
        }
    }
}
