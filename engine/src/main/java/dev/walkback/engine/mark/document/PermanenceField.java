package dev.walkback.engine.mark.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code is_permanent} within the bytes of a {@code metadata.json}. Only the value changes: what WAL-G wrote comes out as WAL-G writes
 * it again, and fields that nobody knows, which WAL-G drops, stay.
 */
public final class PermanenceField {

    private static final String NAME = "is_permanent";
    private static final JsonFactory JSON = new JsonFactory();

    private PermanenceField() {}

    /** @param at the offset of the value, and {@code to} that of what follows it */
    private record Place(int at, int to) {}

    /**
     * The same document with another permanence.
     *
     * @throws IOException when it is no JSON object
     */
    public static byte[] with(byte[] document, boolean permanent) throws IOException {
        List<Place> places = new ArrayList<>();
        int end = find(document, places);
        byte[] value = Boolean.toString(permanent).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream changed = new ByteArrayOutputStream(document.length + NAME.length());
        int from = 0;
        // of two fields with one name readers take the later: all are set, so that none contradicts
        for (Place place : places) {
            changed.write(document, from, place.at() - from);
            changed.write(value);
            from = place.to();
        }
        if (places.isEmpty()) {
            changed.write(document, 0, end);
            changed.write(
                    ((isEmpty(document, end) ? "" : ",") + "\"" + NAME + "\":").getBytes(StandardCharsets.US_ASCII));
            changed.write(value);
            from = end;
        }
        changed.write(document, from, document.length - from);
        return changed.toByteArray();
    }

    /** Where the object's closing bracket is. One byte is taken for one letter here, so that letters count as bytes do. */
    private static int find(byte[] document, List<Place> places) throws IOException {
        try (JsonParser parser = JSON.createParser(
                new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.ISO_8859_1))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean meant = NAME.equalsIgnoreCase(parser.currentName());
                parser.nextToken();
                int at = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
                parser.skipChildren();
                if (meant) {
                    // the text has to be read, or the parser has not gone beyond it
                    parser.getText();
                    places.add(new Place(
                            at, Math.toIntExact(parser.currentLocation().getCharOffset())));
                }
            }
            int end = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            if (parser.nextToken() != null) {
                throw new IOException("something follows its end");
            }
            return end;
        }
    }

    private static boolean isEmpty(byte[] document, int end) {
        int at = end - 1;
        while (Character.isWhitespace(document[at])) {
            at--;
        }
        return document[at] == '{';
    }
}
