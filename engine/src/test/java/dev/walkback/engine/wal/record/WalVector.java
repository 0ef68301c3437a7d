package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Segments that a server wrote, and what {@code pg_waldump} says of them. */
record WalVector(Path folder, Map<Long, byte[]> segments) {

    static final SegmentSize MEGABYTE = new SegmentSize(1 << 20);

    private static final Pattern LINE = Pattern.compile(
            "rmgr: (?<rmgr>\\S+)\\s+len \\(rec/tot\\):\\s*(?<len>\\d+)/\\s*(?<tot>\\d+), "
                    + "tx:\\s*(?<tx>\\d+), lsn: (?<lsn>\\S+), prev (?<prev>\\S+), desc: (?<desc>(?<operation>[A-Z_]*).*)");
    private static final Pattern BLOCK = Pattern.compile(
            "blkref #(?<id>\\d+): rel (?<rel>\\S+)(?: fork (?<fork>\\S+))? blk (?<blk>\\d+)(?<fpw> FPW)?");
    private static final Pattern BLOCK_AT_LENGTH = Pattern.compile(
            "blkref #(?<id>\\d+): rel (?<rel>\\S+) fork (?<fork>\\S+) blk (?<blk>\\d+)(?: \\(FPW\\); hole: offset: (?<hole>\\d+), "
                    + "length: (?<length>\\d+)(?:, compression saved: (?<saved>\\d+), method: (?<method>\\S+))?)?");

    private static final List<String> MANAGERS = List.of(
            "XLOG",
            "Transaction",
            "Storage",
            "CLOG",
            "Database",
            "Tablespace",
            "MultiXact",
            "RelMap",
            "Standby",
            "Heap2",
            "Heap",
            "Btree",
            "Hash",
            "Gin",
            "Gist",
            "Sequence",
            "SPGist",
            "BRIN",
            "CommitTs",
            "ReplicationOrigin",
            "Generic",
            "LogicalMessage");
    private static final List<String> FORKS = List.of("main", "fsm", "vm", "init");

    static WalVector of(String name) {
        Path folder = PackedArchive.vectors().shared().resolve("wal").resolve(name);
        Map<Long, byte[]> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.gz"))
                    .forEach(file -> segments.put(
                            Long.parseLong(file.getFileName().toString().substring(16, 24), 16), unzipped(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WalVector(folder, segments);
    }

    WalFiles files() {
        return number -> Optional.ofNullable(segments.get(number))
                .map(bytes -> new WalFiles.Opened(
                        new Segment(Timeline.FIRST, number, MEGABYTE), new ByteArrayInputStream(bytes)));
    }

    WalRecords records(Lsn from, Wanted wanted) {
        return WalRecords.of(new WalRecords.Stretch(from, Lsn.LAST, MEGABYTE, null), files(), wanted);
    }

    /** The start of the first segment. */
    Lsn first() {
        return new Lsn(segments.keySet().iterator().next() << 20);
    }

    /** What the tool calls each record's operation. */
    List<String> operations() {
        return dump("waldump.txt.gz").stream()
                .map(line -> matched(LINE, line).group("operation"))
                .toList();
    }

    /** Each record's bytes, read page by page without any knowledge of what is in them. */
    Map<Lsn, byte[]> bodies() {
        Map<Lsn, byte[]> bodies = new TreeMap<>();
        try (WalRecords records = records(first(), Wanted.NOTHING)) {
            while (records.next()) {
                long at = records.record().start().bits();
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                while (body.size() < records.record().length()) {
                    byte[] segment = segments.get(at >>> 20);
                    int offset = (int) (at & 0xFFFFF);
                    int header = offset % 8192 != 0 ? 0 : offset == 0 ? 40 : 24;
                    int count = (int) Math.min(
                            8192 - offset % 8192 - header, records.record().length() - body.size());
                    body.write(segment, offset + header, count);
                    at += header + count;
                }
                bodies.put(records.record().start(), body.toByteArray());
            }
            return bodies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tool's lines, each brought to the form of {@link #line}. */
    List<String> told() {
        return toldIn("waldump.txt.gz");
    }

    List<String> toldIn(String name) {
        List<String> told = new ArrayList<>();
        for (String line : dump(name)) {
            Matcher record = matched(LINE, line);
            StringBuilder text = told(record);
            Matcher block = BLOCK.matcher(record.group("desc"));
            while (block.find()) {
                text.append(" #").append(block.group("id")).append(' ').append(block.group("rel"));
                text.append(' ').append(block.group("fork") == null ? "main" : block.group("fork"));
                text.append(' ').append(block.group("blk")).append(block.group("fpw") == null ? "" : " FPW");
            }
            told.add(text.toString());
        }
        return told;
    }

    /** The same with what the tool tells of images when it is asked for all. */
    List<String> toldAtLength() {
        List<String> told = new ArrayList<>();
        for (String line : dump("waldump-b.txt.gz")) {
            if (!line.startsWith("rmgr")) {
                Matcher block = matched(BLOCK_AT_LENGTH, line.strip());
                StringBuilder text = new StringBuilder(told.removeLast());
                text.append(" #").append(block.group("id")).append(' ').append(block.group("rel"));
                text.append(' ').append(block.group("fork")).append(' ').append(block.group("blk"));
                if (block.group("hole") != null) {
                    text.append(" FPW ").append(block.group("hole")).append('+').append(block.group("length"));
                    text.append(
                            block.group("method") == null
                                    ? ""
                                    : " " + block.group("method") + " " + block.group("saved"));
                }
                told.add(text.toString());
            } else {
                told.add(told(matched(LINE, line)).toString());
            }
        }
        return told;
    }

    /** Where the first of the tool's records lies. */
    Lsn from(List<String> told) {
        return Lsn.parse(told.getFirst().substring(0, told.getFirst().indexOf(' ')))
                .orElseThrow();
    }

    List<String> read(Lsn from, boolean atLength) {
        List<String> lines = new ArrayList<>();
        try (WalRecords records = records(from, Wanted.NOTHING)) {
            while (records.next()) {
                lines.add(line(records.record(), atLength));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(WalRecord record, boolean atLength) {
        long images = 0;
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < record.blocks(); i++) {
            images += record.imageLength(i);
            blocks.append(" #")
                    .append(record.id(i))
                    .append(' ')
                    .append(record.tablespace(i))
                    .append('/')
                    .append(record.database(i));
            blocks.append('/').append(record.relation(i)).append(' ').append(FORKS.get(record.fork(i)));
            blocks.append(' ').append(Integer.toUnsignedString(record.number(i)));
            if (record.hasImage(i)) {
                blocks.append(" FPW").append(atLength ? " " + image(record, i) : "");
            }
        }
        return text(
                        record.start().bits(),
                        record.previous().bits(),
                        record.length() - images,
                        record.length(),
                        Integer.toUnsignedLong(record.xid()),
                        MANAGERS.get(record.manager()))
                .append(blocks)
                .toString();
    }

    private static String image(WalRecord record, int block) {
        int hole = record.holeLength(block, 8192);
        String place = record.holeOffset(block) + "+" + hole;
        return record.compression(block) == Compression.NONE
                ? place
                : place + " " + record.compression(block).name().toLowerCase(Locale.ROOT) + " "
                        + (8192 - hole - record.imageLength(block));
    }

    private static StringBuilder told(Matcher record) {
        return text(
                Lsn.parse(record.group("lsn")).orElseThrow().bits(),
                Lsn.parse(record.group("prev")).orElseThrow().bits(),
                Long.parseLong(record.group("len")),
                Long.parseLong(record.group("tot")),
                Long.parseLong(record.group("tx")),
                record.group("rmgr"));
    }

    private static StringBuilder text(long lsn, long prev, long length, long total, long xid, String manager) {
        return new StringBuilder()
                .append(new Lsn(lsn))
                .append(" prev ")
                .append(new Lsn(prev))
                .append(" len ")
                .append(length)
                .append('/')
                .append(total)
                .append(" tx ")
                .append(xid)
                .append(' ')
                .append(manager);
    }

    List<String> dump(String name) {
        try {
            Path file = folder.resolve(name);
            byte[] bytes = name.endsWith(".gz") ? unzipped(file) : Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unzipped(Path file) {
        try (InputStream zipped = new GZIPInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            zipped.transferTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        return matcher;
    }
}
