package dev.walkback.engine.basebackup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest as strictly as PostgreSQL's own tools: fields in their order, none unknown, none twice, and first of all its own
 * checksum, which covers every byte before its last line.
 */
final class ManifestReader {

    private static final int LONGEST_LAST_LINE = 1 << 10;
    private static final String CHECKSUM_FIELD = "Manifest-Checksum";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxDocumentLength(-1)
                    .build())
            .build();

    private final Path folder;
    private final Path file;
    private final LinkedHashMap<String, BackupManifest.Entry> files = new LinkedHashMap<>();
    private final List<BackupManifest.WalRange> ranges = new ArrayList<>();
    private int version;
    private @Nullable SystemIdentifier system;

    private ManifestReader(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** @throws UnfitBackupException when it is not one, or was altered since it was written */
    static BackupManifest read(Path folder, Path file) throws IOException {
        ManifestReader reader = new ManifestReader(folder, file);
        String checksum = reader.provedChecksum();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser json = JSON.createParser(in)) {
            reader.document(json, checksum);
        } catch (JacksonException e) {
            throw reader.damaged(
                    "it is not valid JSON, at line " + e.getLocation().getLineNr());
        }
        return new BackupManifest(reader.version, reader.system, reader.files, reader.ranges);
    }

    /** What the bytes before the last line come to. */
    private String provedChecksum() throws IOException {
        long covered = lastLine();
        RunningChecksum sum = ChecksumAlgorithm.SHA256.start();
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (long left = covered; left > 0; ) {
                int read = in.read(bytes, 0, (int) Math.min(bytes.length, left));
                if (read < 0) {
                    throw damaged("it became shorter while it was read");
                }
                sum.update(bytes, 0, read);
                left -= read;
            }
        }
        return sum.hex();
    }

    /** The offset of the last line, which is the only one that may be short of a checksum. */
    private long lastLine() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            long from = Math.max(0, length - LONGEST_LAST_LINE);
            byte[] tail = new byte[(int) (length - from)];
            in.seek(from);
            in.readFully(tail);
            if (tail.length == 0 || tail[tail.length - 1] != '\n') {
                throw damaged(tail.length == 0 ? "it is empty" : "its last line is cut");
            }
            for (int i = tail.length - 2; i >= 0; i--) {
                if (tail[i] == '\n') {
                    return from + i + 1;
                }
            }
            throw damaged("it has no line with a checksum at its end");
        }
    }

    private void document(JsonParser json, String proved) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "it is not an object");
        field(json, "PostgreSQL-Backup-Manifest-Version");
        json.nextToken();
        BigInteger told = number(json, "the version");
        require(told.equals(BigInteger.ONE) || told.equals(BigInteger.TWO), "its version is " + told);
        version = told.intValue();
        if (version > 1) {
            field(json, "System-Identifier");
            json.nextToken();
            BigInteger identifier = number(json, "the system identifier");
            require(identifier.bitLength() <= Long.SIZE, "the system identifier is no number of 64 bits");
            system = new SystemIdentifier(identifier.longValue());
        }
        field(json, "Files");
        list(json, "Files", this::file);
        field(json, "WAL-Ranges");
        list(json, "WAL-Ranges", this::range);
        field(json, CHECKSUM_FIELD);
        json.nextToken();
        String written = text(json, "the checksum");
        require(json.nextToken() == JsonToken.END_OBJECT, "something follows its checksum");
        require(json.nextToken() == null, "something follows its end");
        require(written.equals(proved), "its own checksum is " + written + ", and its bytes come to " + proved);
    }

    @FunctionalInterface
    private interface Element {
        void read(JsonParser json) throws IOException;
    }

    private void list(JsonParser json, String name, Element element) throws IOException {
        require(json.nextToken() == JsonToken.START_ARRAY, name + " is no list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "something in " + name + " is no object");
            element.read(json);
        }
    }

    private void file(JsonParser json) throws IOException {
        String path = null;
        String encoded = null;
        BigInteger size = null;
        ChecksumAlgorithm algorithm = null;
        String checksum = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "Path" -> path = text(json, name);
                case "Encoded-Path" -> encoded = text(json, name);
                case "Size" -> size = number(json, name);
                case "Last-Modified" -> text(json, name);
                case "Checksum-Algorithm" -> {
                    String spelt = text(json, name);
                    algorithm = ChecksumAlgorithm.named(spelt)
                            .orElseThrow(() -> damaged("nobody knows the checksum algorithm " + spelt));
                }
                case "Checksum" -> checksum = text(json, name);
                default -> throw damaged("a file in it has an unknown field " + name);
            }
        }
        require((path == null) != (encoded == null), "a file in it has no path, or two");
        String name = path != null ? path : decoded(encoded);
        require(MemberNames.isSafe(name), "a path in it leads elsewhere: " + name);
        if (size == null || size.signum() < 0 || size.bitLength() >= Long.SIZE) {
            throw damaged(name + " has no size in it");
        }
        require((algorithm == null) == (checksum == null), name + " has half a checksum in it");
        ChecksumAlgorithm proof = algorithm == null ? ChecksumAlgorithm.NONE : algorithm;
        String sum = checksum == null ? "" : checksum;
        require(isHex(sum) && sum.length() == proof.digits(), name + " has a checksum in it that is none");
        BackupManifest.Entry entry = new BackupManifest.Entry(size.longValue(), proof, sum);
        require(files.put(name, entry) == null, name + " is in it twice");
    }

    private void range(JsonParser json) throws IOException {
        BigInteger timeline = null;
        Lsn start = null;
        Lsn end = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "Timeline" -> timeline = number(json, name);
                case "Start-LSN" -> start = position(json, name);
                case "End-LSN" -> end = position(json, name);
                default -> throw damaged("a range of WAL in it has an unknown field " + name);
            }
        }
        if (timeline == null || timeline.signum() <= 0 || timeline.bitLength() > Integer.SIZE) {
            throw damaged("a range of WAL in it has no timeline");
        }
        if (start == null || end == null || end.isBefore(start)) {
            throw damaged("a range of WAL in it has no bounds");
        }
        ranges.add(new BackupManifest.WalRange(new Timeline(timeline.intValue()), start, end));
    }

    private void field(JsonParser json, String name) throws IOException {
        JsonToken token = json.nextToken();
        require(token == JsonToken.FIELD_NAME && name.equals(json.currentName()), "it lacks " + name + " in its place");
    }

    private String text(JsonParser json, String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, name + " is no text");
        return json.getText();
    }

    private BigInteger number(JsonParser json, String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, name + " is no whole number");
        return json.getBigIntegerValue();
    }

    private Lsn position(JsonParser json, String name) throws IOException {
        String text = text(json, name);
        return Lsn.parse(text).orElseThrow(() -> damaged(name + " is no position in WAL: " + text));
    }

    private String decoded(@Nullable String hex) {
        try {
            byte[] bytes = HexFormat.of().parseHex(String.valueOf(hex));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notAName) {
            throw damaged("a path in it is no text: " + hex);
        }
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private void require(boolean so, String otherwise) {
        if (!so) {
            throw damaged(otherwise);
        }
    }

    private UnfitBackupException damaged(String why) {
        return new UnfitBackupException(folder, Defect.Kind.MANIFEST_DAMAGED, String.valueOf(file.getFileName()), why);
    }
}
