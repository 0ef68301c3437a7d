package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;

/** Objects and folders, printed as they arrive: a listing of a million keys needs no more memory than one of ten. */
public final class EntryList implements Report {

    private static final int SIZE_WIDTH = 9;
    private static final int TIME_WIDTH = 20;
    private static final int AGE_WIDTH = 10;

    private final String storage;
    private final Iterator<? extends Entry> entries;
    private final boolean details;
    private long count;

    /** @param details sizes and times, too */
    public EntryList(String storage, Iterator<? extends Entry> entries, boolean details) {
        this.storage = storage;
        this.entries = entries;
        this.details = details;
    }

    /** How many have been printed. */
    public long count() {
        return count;
    }

    @Override
    public String kind() {
        return "objects";
    }

    @Override
    public String storage() {
        return storage;
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        while (entries.hasNext()) {
            count++;
            switch (entries.next()) {
                case ObjectInfo object -> ObjectReport.write(json, object);
                case Entry.Folder folder -> {
                    json.writeStartObject();
                    json.writeStringField("folder", folder.key());
                    json.writeEndObject();
                }
            }
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        while (entries.hasNext()) {
            count++;
            Entry entry = entries.next();
            String key = page.name(entry.key());
            if (!details) {
                page.line(key);
            } else if (page.plain()) {
                page.record(size(entry), time(entry), key);
            } else {
                page.line(Text.right(page.forPeople() ? sizeForPeople(entry) : size(entry), SIZE_WIDTH)
                        + "  "
                        + Text.padded(time(entry), TIME_WIDTH)
                        + (page.forPeople() ? "  " + Text.padded(ageOf(entry, page.now()), AGE_WIDTH) : "")
                        + "  "
                        + key);
            }
        }
    }

    private static String size(Entry entry) {
        return entry instanceof ObjectInfo object ? Long.toString(object.size()) : "-";
    }

    private static String sizeForPeople(Entry entry) {
        return entry instanceof ObjectInfo object ? Text.size(object.size()) : "folder";
    }

    private static String time(Entry entry) {
        return entry instanceof ObjectInfo object ? Text.time(object.modified()) : "-";
    }

    private static String ageOf(Entry entry, Instant now) {
        return entry instanceof ObjectInfo object ? Text.age(object.modified(), now) : "";
    }
}
