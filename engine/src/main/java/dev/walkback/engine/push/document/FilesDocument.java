package dev.walkback.engine.push.document;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.push.BackupServer.DatabaseNames;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code files_metadata.json}, collected while tars are filled. May be told by several threads. */
public final class FilesDocument implements PackingWatch {

    private final ZoneId zone;
    private final Fragment files = new Fragment();
    private final Map<String, Fragment> tars = Collections.synchronizedMap(new TreeMap<>());
    private long described;

    /** @param zone that times of files are written in */
    public FilesDocument(ZoneId zone) throws IOException {
        this.zone = zone;
        files.json().writeStartObject();
    }

    /** A file of which nothing else is told than this: of no tar, or of one that is not listed. */
    public synchronized void describe(PackedFile file) {
        try {
            JsonGenerator json = files.json();
            json.writeObjectFieldStart(file.name());
            json.writeBooleanField("IsIncremented", file.incremented());
            json.writeBooleanField("IsSkipped", file.skipped());
            json.writeStringField("MTime", GoTime.ofFile(file.modifiedNanos(), zone));
            corrupt(json, file.corrupt());
            json.writeNumberField("UpdatesCount", file.updates());
            json.writeEndObject();
            described++;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static void corrupt(JsonGenerator json, CorruptPages pages) throws IOException {
        if (pages.count() == 0) {
            return;
        }
        json.writeObjectFieldStart("CorruptBlocks");
        json.writeNumberField("CorruptBlocksCount", pages.count());
        json.writeArrayFieldStart("SomeCorruptBlocks");
        for (long page : pages.some()) {
            json.writeNumber(page);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What lies in a tar that is described nowhere else: the label's. */
    public void list(String tar, List<String> names) {
        try {
            Fragment entries = entries(tar);
            for (String name : names) {
                entries.json().writeString(name);
            }
            end(entries);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    @Override
    public void skipped(PackedFile file) {
        describe(file);
    }

    @Override
    public TarWatch begun(String name) {
        Fragment entries = entries(name);
        return new TarWatch() {
            @Override
            public void packed(PackedFile file) {
                describe(file);
                try {
                    entries.json().writeString(file.name());
                } catch (IOException inMemory) {
                    throw new UncheckedIOException(inMemory);
                }
            }

            @Override
            public void stored(ObjectInfo object) {
                end(entries);
            }
        };
    }

    private Fragment entries(String tar) {
        try {
            Fragment entries = new Fragment();
            entries.json().writeStartArray();
            tars.put(tar, entries);
            return entries;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static void end(Fragment entries) {
        try {
            entries.json().writeEndArray();
            entries.end();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /**
     * The document. Nothing is to be told any more.
     *
     * @param databases empty where none are to be told
     */
    public synchronized Content content(List<DatabaseNames> databases) throws IOException {
        files.json().writeEndObject();
        files.end();
        return new Content.Produced() {
            @Override
            public void writeTo(OutputStream sink) throws IOException {
                write(sink, databases);
            }
        };
    }

    private void write(OutputStream out, List<DatabaseNames> databases) throws IOException {
        String before = "{";
        if (described > 0) {
            put(out, before + "\"Files\":");
            files.writeTo(out);
            before = ",";
        }
        if (!tars.isEmpty()) {
            put(out, before + "\"TarFileSets\":");
            before = "{";
            for (Map.Entry<String, Fragment> tar : tars.entrySet()) {
                put(out, before + "\"" + tar.getKey() + "\":");
                tar.getValue().writeTo(out);
                before = ",";
            }
            put(out, "}");
        }
        if (!databases.isEmpty()) {
            put(out, before + "\"DatabasesByNames\":");
            Fragment names = new Fragment();
            DatabasesField.write(names.json(), databases);
            names.end();
            names.writeTo(out);
            before = ",";
        }
        put(out, before.equals("{") ? "{}" : "}");
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
