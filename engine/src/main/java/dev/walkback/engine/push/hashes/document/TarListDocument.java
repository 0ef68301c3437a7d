package dev.walkback.engine.push.hashes.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.hashes.ListedFile;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.hashes.StoredTar;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.storage.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** What is in one tar: a line of what it was made for, a line for each entry in its order, a line that ends it. */
public final class TarListDocument {

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private TarListDocument() {}

    /** It is cut short, or no such list. */
    public static final class Unfit extends IOException {

        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why);
        }
    }

    /** Lines that are being collected, in compressed memory: a tar may hold a million small files. For one thread. */
    public static final class Writer {

        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        private final JsonGenerator json;

        public Writer(TarMaking making) throws IOException {
            Deflater quick = new Deflater(Deflater.BEST_SPEED);
            json = JSON.createGenerator(new DeflaterOutputStream(compressed, quick, 8 << 10) {
                @Override
                public void close() throws IOException {
                    super.close();
                    quick.end();
                }
            });
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            json.writeStartObject();
            json.writeNumberField("tar_list", VERSION);
            json.writeStringField("backup", making.backup());
            json.writeStringField("system", making.system());
            json.writeStringField("parent", making.parent());
            json.writeStringField("began", making.began().toString());
            json.writeBooleanField("verified", making.verified());
            json.writeEndObject();
        }

        public void file(ListedFile file) throws IOException {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            if (file.kind() != WalkedFile.Kind.FILE) {
                json.writeStringField("kind", file.kind().name().toLowerCase(Locale.ROOT));
            } else {
                json.writeNumberField("bytes", file.bytes());
                json.writeStringField("crc32c", HexFormat.of().toHexDigits(file.crc32c()));
            }
            if (file.incremented()) {
                json.writeBooleanField("incremented", true);
            }
            if (file.corruptPages() > 0) {
                json.writeNumberField("corrupt_pages", file.corruptPages());
            }
            if (file.updates() > 0) {
                json.writeNumberField("updates", file.updates());
            }
            json.writeNumberField("modified", file.modifiedNanos());
            if (file.stamp().size() >= 0) {
                json.writeNumberField("size", file.stamp().size());
                json.writeNumberField("changed", file.stamp().changedNanos());
                json.writeNumberField("inode", file.stamp().inode());
                json.writeNumberField("mode", file.stamp().mode());
                json.writeNumberField("uid", file.stamp().userId());
                json.writeNumberField("gid", file.stamp().groupId());
            }
            json.writeEndObject();
        }

        /** Ends it. It can be written any number of times from now on. */
        public Content end(StoredTar tar) throws IOException {
            json.writeStartObject();
            json.writeStringField("end", tar.name());
            json.writeNumberField("stored_bytes", tar.bytes());
            json.writeStringField("sha256", tar.sha256());
            json.writeEndObject();
            json.close();
            byte[] lines = compressed.toByteArray();
            return new Content.Produced() {
                @Override
                public void writeTo(OutputStream sink) throws IOException {
                    try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(lines))) {
                        plain.transferTo(sink);
                    }
                    sink.write('\n');
                }
            };
        }
    }

    /** A list that is read line by line. For one thread; closes the stream. */
    public static final class Reader implements Closeable {

        private final JsonParser json;
        private final TarMaking making;
        private @Nullable StoredTar end;

        public Reader(InputStream in) throws IOException {
            json = JSON.createParser(in);
            Map<String, String> line = sense(() -> {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Unfit("it is not a list");
                }
                return line(json);
            });
            if (!line.getOrDefault("tar_list", "").equals("" + VERSION)) {
                throw new Unfit("it is not a list of a version that is known here");
            }
            making = sense(() -> TarListDocument.making(line));
        }

        public TarMaking making() {
            return making;
        }

        /** Null after the last. A list that is cut short fails here, so nothing that was told before counts without that null. */
        public @Nullable ListedFile next() throws IOException {
            if (end != null) {
                return null;
            }
            return sense(() -> {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Unfit("it is cut short");
                }
                Map<String, String> line = line(json);
                if (!line.containsKey("end")) {
                    return file(line);
                }
                end = new StoredTar(
                        line.getOrDefault("end", ""), number(line, "stored_bytes"), line.getOrDefault("sha256", ""));
                return null;
            });
        }

        /** The tar itself, when all was told. */
        public StoredTar end() {
            return Objects.requireNonNull(end, "it was not read to its end");
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }

    private interface Step<T extends @Nullable Object> {

        T take() throws IOException;
    }

    private static <T extends @Nullable Object> T sense(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (JacksonException | NumberFormatException | DateTimeException damaged) {
            throw new Unfit("it makes no sense");
        }
    }

    private static Map<String, String> line(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken().isScalarValue()) {
                fields.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private static TarMaking making(Map<String, String> line) {
        return new TarMaking(
                line.getOrDefault("backup", ""),
                line.getOrDefault("system", ""),
                line.getOrDefault("parent", ""),
                Instant.parse(line.getOrDefault("began", "")),
                line.getOrDefault("verified", "").equals("true"));
    }

    private static ListedFile file(Map<String, String> line) throws Unfit {
        String kind = line.getOrDefault("kind", "file");
        Stamp stamp = line.containsKey("size")
                ? new Stamp(
                        number(line, "size"),
                        number(line, "modified"),
                        number(line, "changed"),
                        number(line, "inode"),
                        (int) number(line, "mode"),
                        (int) number(line, "uid"),
                        (int) number(line, "gid"))
                : Stamp.NONE;
        return new ListedFile(
                line.getOrDefault("name", ""),
                switch (kind) {
                    case "file" -> WalkedFile.Kind.FILE;
                    case "folder" -> WalkedFile.Kind.FOLDER;
                    case "link" -> WalkedFile.Kind.LINK;
                    default -> throw new Unfit("it lists a " + kind);
                },
                number(line, "bytes"),
                HexFormat.fromHexDigits(line.getOrDefault("crc32c", "0")),
                line.getOrDefault("incremented", "").equals("true"),
                number(line, "corrupt_pages"),
                number(line, "modified"),
                number(line, "updates"),
                stamp);
    }

    private static long number(Map<String, String> line, String name) {
        return Long.parseLong(line.getOrDefault(name, "0"));
    }
}
