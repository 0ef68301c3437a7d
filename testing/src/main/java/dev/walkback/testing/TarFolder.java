package dev.walkback.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Unpacks the tars that {@code scripts/pack-archives} makes: pax format, files and folders only. */
final class TarFolder {

    private static final int BLOCK = 512;

    private final InputStream tar;
    private final Path root;
    private final Deque<Dated> folders = new ArrayDeque<>();

    private record Dated(Path folder, FileTime modified) {}

    private TarFolder(InputStream tar, Path root) {
        this.tar = tar;
        this.root = root;
    }

    static void unpack(InputStream tar, Path root) throws IOException {
        Files.createDirectories(root);
        new TarFolder(tar, root).unpack();
    }

    private void unpack() throws IOException {
        Map<String, String> extended = new HashMap<>();
        for (byte[] header = block(); header[0] != 0; header = block()) {
            long size = extended.containsKey("size") ? Long.parseLong(extended.get("size")) : octal(header, 124, 12);
            if (header[156] == 'x') {
                extended = records(content(size));
                continue;
            }
            place(header[156], name(header, extended), modified(header, extended), size);
            extended = new HashMap<>();
        }
        // putting files into a folder changed its time, so folders come last, the innermost first
        for (Dated dated : folders) {
            Files.setLastModifiedTime(dated.folder(), dated.modified());
        }
    }

    private void place(byte type, String name, FileTime modified, long size) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root.normalize())) {
            throw new IOException("leads out of the folder: " + name);
        }
        switch (type) {
            case '5' -> {
                Files.createDirectories(path);
                folders.push(new Dated(path, modified));
            }
            case '0' -> {
                Files.write(path, content(size));
                Files.setLastModifiedTime(path, modified);
            }
            default -> throw new IOException("neither file nor folder: " + name);
        }
    }

    private static String name(byte[] header, Map<String, String> extended) {
        String path = extended.get("path");
        if (path != null) {
            return path;
        }
        String prefix = text(header, 345, 155);
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    private static FileTime modified(byte[] header, Map<String, String> extended) {
        String time = extended.get("mtime");
        if (time == null) {
            return FileTime.from(Instant.ofEpochSecond(octal(header, 136, 12)));
        }
        int point = time.indexOf('.');
        long seconds = Long.parseLong(point < 0 ? time : time.substring(0, point));
        String fraction = point < 0 ? "" : time.substring(point + 1);
        return FileTime.from(Instant.ofEpochSecond(seconds, Long.parseLong((fraction + "000000000").substring(0, 9))));
    }

    /** Pax records: {@code "LENGTH KEY=VALUE\n"}, where the length counts itself. */
    private static Map<String, String> records(byte[] content) {
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < content.length) {
            int blank = at;
            while (content[blank] != ' ') {
                blank++;
            }
            int length = Integer.parseInt(new String(content, at, blank - at, StandardCharsets.US_ASCII));
            String record = new String(content, blank + 1, at + length - blank - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            records.put(record.substring(0, equals), record.substring(equals + 1));
            at += length;
        }
        return records;
    }

    private byte[] block() throws IOException {
        byte[] block = tar.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the tar ends early");
        }
        return block;
    }

    private byte[] content(long size) throws IOException {
        byte[] content = tar.readNBytes(Math.toIntExact(size));
        if (content.length < size) {
            throw new EOFException("the tar ends early");
        }
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private static long octal(byte[] header, int from, int length) {
        return Long.parseLong(text(header, from, length).strip(), 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
