package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;

/** What a storage says of one object. */
public record ObjectReport(String storage, ObjectInfo object) implements Report {

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        write(json, object);
    }

    static void write(JsonGenerator json, ObjectInfo object) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", object.key());
        json.writeNumberField("size_bytes", object.size());
        json.writeStringField("modified", object.modified().toString());
        if (object.etag() != null) {
            json.writeStringField("etag", object.etag());
        }
        json.writeStringField("codec", codec(object.key()));
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        String etag = object.etag() == null ? "-" : page.name(object.etag());
        if (page.plain()) {
            page.record(
                    Long.toString(object.size()),
                    object.modified().toString(),
                    etag,
                    codec(object.key()),
                    page.name(object.key()));
            return;
        }
        String age = page.forPeople() ? "  (" + Text.age(object.modified(), page.now()) + ")" : "";
        String people = page.forPeople() && object.size() > 999 ? "  (" + Text.size(object.size()) + ")" : "";
        page.line("key       " + page.name(object.key()));
        page.line("size      " + object.size() + " bytes" + people);
        page.line("modified  " + object.modified() + age);
        page.line("codec     " + codec(object.key()));
        page.line("etag      " + etag);
    }

    /** The compression that a key's ending speaks of; {@code none} where it speaks of none. */
    private static String codec(String key) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "lz4" -> "lz4";
            case "zst" -> "zstd";
            case "br" -> "brotli";
            case "lzma" -> "lzma";
            case "gz" -> "gzip";
            case "lzo" -> "lzo";
            default -> "none";
        };
    }
}
