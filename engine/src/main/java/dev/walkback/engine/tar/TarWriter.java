package dev.walkback.engine.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tar to a stream, header for header as WAL-G's library does: POSIX's format where everything fits into it, an extended
 * header before those entries where something does not. Names stay as they are given.
 *
 * <p>Not for several threads. Does not close the stream.
 */
public final class TarWriter {

    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int OWNER = 32;
    private static final long SECOND = 1_000_000_000;
    private static final byte[] ZEROS = new byte[2 * TarHeader.BYTES];
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private final HeaderBlock header = new HeaderBlock();
    private long left;
    private int padding;
    private long payload;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins an entry: as many bytes as it says have to follow, by {@link #write}. */
    public void begin(NewEntry entry) throws IOException {
        endEntry();
        long seconds = Math.floorDiv(entry.modifiedNanos() + SECOND / 2, SECOND);
        Map<String, String> extended = extended(entry, seconds);
        byte[] name = utf8(entry.name());
        byte[] target = utf8(entry.linkTarget());
        header.clear().type(type(entry)).noDevice();
        if (extended.isEmpty()) {
            int split = split(name);
            header.name(split < 0 ? name : part(name, split + 1, name.length))
                    .prefix(split < 0 ? NOTHING : part(name, 0, split))
                    .linkTarget(target)
                    .owners(utf8(entry.user()), utf8(entry.group()));
        } else {
            writeExtended(entry.name(), extended);
            header.clear().type(type(entry)).noDevice();
            header.name(ascii(entry.name()))
                    .linkTarget(ascii(entry.linkTarget()))
                    .owners(ascii(entry.user()), ascii(entry.group()));
        }
        header.numbers(entry.mode(), entry.userId(), entry.groupId(), entry.size(), seconds);
        out.write(header.sealed());
        left = entry.size();
        padding = padding(left);
    }

    /** So many bytes of the entry that was begun. */
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > left) {
            throw new IllegalStateException("an entry gets " + (length - left) + " bytes more than it was to have");
        }
        out.write(bytes, from, length);
        left -= length;
        payload += length;
    }

    /** How much of the entry is still to be written. */
    public long left() {
        return left;
    }

    /** What of the entry is still to be written becomes zeros. */
    public void fillUp() throws IOException {
        while (left > 0) {
            write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    /** Bytes of content so far, without headers and padding. */
    public long payload() {
        return payload;
    }

    /** Ends the tar. Nothing can be written after it. */
    public void end() throws IOException {
        endEntry();
        out.write(ZEROS);
    }

    private void endEntry() throws IOException {
        if (left > 0) {
            throw new IllegalStateException("an entry lacks " + left + " bytes");
        }
        out.write(ZEROS, 0, padding);
        padding = 0;
    }

    private static Map<String, String> extended(NewEntry entry, long seconds) {
        Map<String, String> records = new TreeMap<>();
        byte[] name = utf8(entry.name());
        if (!isAscii(entry.name()) || (name.length > NAME && split(name) < 0)) {
            records.put("path", entry.name());
        }
        if (!isAscii(entry.linkTarget()) || entry.linkTarget().length() > NAME) {
            records.put("linkpath", entry.linkTarget());
        }
        text(records, "uname", entry.user());
        text(records, "gname", entry.group());
        number(records, "uid", entry.userId(), 8);
        number(records, "gid", entry.groupId(), 8);
        number(records, "size", entry.size(), 12);
        number(records, "mtime", seconds, 12);
        return records;
    }

    private static void text(Map<String, String> records, String key, String value) {
        if (!isAscii(value) || value.length() > OWNER) {
            records.put(key, value);
        }
    }

    private static void number(Map<String, String> records, String key, long value, int field) {
        if (!HeaderBlock.fits(value, field)) {
            records.put(key, Long.toString(value));
        }
    }

    private void writeExtended(String name, Map<String, String> extended) throws IOException {
        StringBuilder records = new StringBuilder();
        extended.forEach((key, value) -> records.append(record(key, value)));
        byte[] content = utf8(records.toString());
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "" : name.substring(0, slash + 1);
        byte[] own = ascii(folder + "PaxHeaders.0/" + name.substring(slash + 1));
        header.clear().type('x').name(part(own, 0, Math.min(NAME, own.length))).numbers(0, 0, 0, content.length, 0);
        out.write(header.sealed());
        out.write(content);
        out.write(ZEROS, 0, padding(content.length));
    }

    /** {@code LENGTH KEY=VALUE\n}, the length counting its own digits. */
    private static String record(String key, String value) {
        int rest = utf8(key).length + utf8(value).length + " =\n".length();
        int length = rest + Integer.toString(rest).length();
        int again = rest + Integer.toString(length).length();
        return Math.max(length, again) + " " + key + "=" + value + "\n";
    }

    /** Where a long name can be cut in two, at a slash that belongs to neither; -1 where it need not be, or cannot. */
    private static int split(byte[] name) {
        int length = name.length;
        if (length <= NAME) {
            return -1;
        }
        if (length > PREFIX + 1) {
            length = PREFIX + 1;
        } else if (name[length - 1] == '/') {
            length--;
        }
        int at = length - 1;
        while (at >= 0 && name[at] != '/') {
            at--;
        }
        int rest = name.length - at - 1;
        return at <= 0 || rest > NAME || rest == 0 ? -1 : at;
    }

    private static char type(NewEntry entry) {
        return switch (entry.kind()) {
            case FILE -> '0';
            case FOLDER -> '5';
            case SYMBOLIC_LINK -> '2';
            default -> throw new IllegalArgumentException("no backup holds a " + entry.kind());
        };
    }

    private static int padding(long size) {
        return (int) (-size & (TarHeader.BYTES - 1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 0x80);
    }

    /** What is left of a text without all else. */
    private static byte[] ascii(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().filter(each -> each > 0 && each < 0x80).forEach(each -> kept.append((char) each));
        return kept.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }
}
