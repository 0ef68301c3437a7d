package dev.walkback.engine.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A JSON object that WAL-G wrote, field by field as it arrives: the oldest sentinels hold lists of all files and need not fit into
 * memory. As WAL-G reads: names without regard to case, of two fields with one name the later counts, nothing may follow the end.
 */
final class JsonDocument {

    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final long LONGEST = 1L << 30;

    /** Names of files are as many as there are files: none is kept for the next document. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxDocumentLength(LONGEST)
                    .build())
            .build();

    private JsonDocument() {}

    /** Told of each field; has to use its value up, or {@link JsonValue#skip} it. */
    @FunctionalInterface
    interface Fields {

        /** @param name in lower case */
        void take(String name, JsonValue value) throws IOException;
    }

    /** It is no document of this kind. The message says why in a few words. */
    static final class Unfit extends IOException {

        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    /** Says why the document cannot be used; an empty text when it can. Does not close the stream. */
    static String read(InputStream in, Fields fields) throws IOException {
        // WAL-G, too, takes bytes that are no text for the replacement character
        try (JsonParser parser = JSON.createParser(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return "it is empty";
            }
            if (first != JsonToken.START_OBJECT) {
                return "it is not an object";
            }
            fields(parser, fields);
            return parser.nextToken() == null ? "" : "something follows its end";
        } catch (Unfit e) {
            return String.valueOf(e.getMessage());
        } catch (JsonEOFException e) {
            return "it ends too early";
        } catch (StreamConstraintsException e) {
            return "it is too large, or nested too deeply";
        } catch (JacksonException e) {
            return "it is not valid JSON, at line " + e.getLocation().getLineNr() + " column "
                    + e.getLocation().getColumnNr();
        }
    }

    /** The fields of the object whose beginning was just read. */
    static void fields(JsonParser parser, Fields fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.take(name.toLowerCase(Locale.ROOT), new JsonValue(parser, name));
        }
    }
}
