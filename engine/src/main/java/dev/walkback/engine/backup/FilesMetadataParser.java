package dev.walkback.engine.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads {@code files_metadata.json} as a stream: {@code Files}, {@code TarFileSets} and {@code DatabasesByNames}, in any order and
 * with keys in any order, telling a {@link Listener} of each as it comes. The document may be larger than any memory.
 *
 * <p>Names of fields are matched without regard to case, as WAL-G does; names of files are not.
 */
final class FilesMetadataParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(1 << 16)
                    .maxStringLength(1 << 16)
                    .build())
            // each file's name is the name of a field: a table of all of them would hold the document in memory
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Who is told. What it cannot take it refuses with {@link TooLargeException}. */
    interface Listener {

        void file(String name, Description description);

        /** Each entry of a tar follows by {@link #entry}. */
        void tar(String name);

        void entry(String name);

        void database(String name, long oid);

        /**
         * Of the database told last.
         *
         * @param under the topmost table that it is a part of; empty for what is no part
         */
        void relation(String name, long oid, long filenode, String under);
    }

    /** @param modifiedNanos {@link FileTime#NONE} where it is not told, or no time */
    record Description(boolean incremented, boolean skipped, long modifiedNanos, long corruptPages, long updates) {}

    /** The document holds more than a listener can keep. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLargeException(String what) {
            super(what);
        }
    }

    /** It is JSON, but not this document. */
    private static final class OtherDocumentException extends IOException {

        private static final long serialVersionUID = 1;

        OtherDocumentException(String why) {
            super(why);
        }
    }

    private final JsonParser json;
    private final Listener listener;

    private FilesMetadataParser(JsonParser json, Listener listener) {
        this.json = json;
        this.listener = listener;
    }

    /**
     * Reads to the end.
     *
     * @return an empty text when all was well, else why not, in a few words
     */
    static String read(InputStream in, Listener listener) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            new FilesMetadataParser(json, listener).document();
            return "";
        } catch (JsonEOFException cut) {
            return "it is cut short";
        } catch (StreamConstraintsException excess) {
            return "it is nested too deep, or holds a text that is too long";
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            return "it is no valid JSON" + (at == null ? "" : " at offset " + at.getByteOffset());
        } catch (OtherDocumentException | TooLargeException other) {
            return String.valueOf(other.getMessage());
        }
    }

    private void document() throws IOException {
        if (json.nextToken() == null) {
            throw new OtherDocumentException("it is empty");
        }
        expect(JsonToken.START_OBJECT, "it is no JSON object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (lower(field)) {
                case "files" -> files();
                case "tarfilesets" -> tars();
                case "databasesbynames" -> databases();
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new OtherDocumentException("something follows it");
        }
    }

    private void files() throws IOException {
        expect(JsonToken.START_OBJECT, "Files is no object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            expect(JsonToken.START_OBJECT, "a file's description is no object");
            listener.file(name, description());
        }
    }

    private Description description() throws IOException {
        boolean incremented = false;
        boolean skipped = false;
        long modified = FileTime.NONE;
        long corrupt = 0;
        long updates = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (lower(field)) {
                case "isincremented" -> incremented = value == JsonToken.VALUE_TRUE;
                case "isskipped" -> skipped = value == JsonToken.VALUE_TRUE;
                case "mtime" ->
                    modified = value == JsonToken.VALUE_STRING ? FileTime.nanos(json.getText()) : FileTime.NONE;
                case "corruptblocks" -> corrupt = corruptPages();
                case "updatescount" ->
                    updates = value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != NumberType.BIG_INTEGER
                            ? Math.max(0, json.getLongValue())
                            : 0;
                default -> {
                    // nothing that matters to reading
                }
            }
            json.skipChildren();
        }
        return new Description(incremented, skipped, modified, corrupt, updates);
    }

    private long corruptPages() throws IOException {
        long count = 0;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT
                        && lower(field).equals("corruptblockscount")) {
                    count = json.getLongValue();
                }
                json.skipChildren();
            }
        }
        return count;
    }

    private void tars() throws IOException {
        expect(JsonToken.START_OBJECT, "TarFileSets is no object");
        for (String tar = json.nextFieldName(); tar != null; tar = json.nextFieldName()) {
            listener.tar(tar);
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            expect(JsonToken.START_ARRAY, "a tar's entries are no list");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(JsonToken.VALUE_STRING, "a tar's entry is no name");
                listener.entry(json.getText());
            }
        }
    }

    private void databases() throws IOException {
        expect(JsonToken.START_OBJECT, "DatabasesByNames is no object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            expect(JsonToken.START_OBJECT, "a database is no object");
            database(name);
        }
    }

    /** Its number follows its relations as often as not, so it is told once without and again when it is known. */
    private void database(String name) throws IOException {
        listener.database(name, 0);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (lower(field)) {
                case "oid" -> listener.database(name, number(value));
                case "tables_new" -> relations("");
                default -> json.skipChildren();
            }
        }
    }

    private void relations(String under) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            expect(JsonToken.START_OBJECT, "a relation is no object");
            relation(name, under);
        }
    }

    /** Subtables nest no deeper than the limit on nesting lets them. */
    private void relation(String name, String under) throws IOException {
        long oid = 0;
        long filenode = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (lower(field)) {
                case "oid" -> oid = number(value);
                case "relfilenode" -> filenode = number(value);
                case "subtables" -> relations(under.isEmpty() ? name : under);
                default -> json.skipChildren();
            }
        }
        listener.relation(name, oid, filenode, under);
    }

    private long number(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            json.skipChildren();
            return 0;
        }
        return json.getLongValue();
    }

    private void expect(JsonToken token, String otherwise) throws IOException {
        if (json.currentToken() != token) {
            throw new OtherDocumentException(otherwise);
        }
    }

    private static String lower(String field) {
        return field.toLowerCase(Locale.ROOT);
    }
}
