package dev.walkback.engine.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.backup.JsonDocument.Unfit;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of one field. Null stands for absent, as with WAL-G; a value of another type spoils the document, as with WAL-G. */
final class JsonValue {

    /** Go's zero time: what was never set is written so. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private final JsonParser parser;
    private final String name;

    JsonValue(JsonParser parser, String name) {
        this.parser = parser;
        this.name = name;
    }

    /** As the document spells it. */
    String name() {
        return name;
    }

    private boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private Unfit notA(String what) {
        return new Unfit(name + " is not " + what);
    }

    /** 64 bits, to be read as unsigned. */
    @Nullable
    Long unsigned() throws IOException {
        if (isNull()) {
            return null;
        }
        BigInteger number = number();
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw notA("a number of 64 bits");
        }
        return number.longValue();
    }

    long amount() throws IOException {
        if (isNull()) {
            return 0;
        }
        BigInteger number = number();
        if (number.bitLength() >= Long.SIZE) {
            throw notA("a number of 64 bits");
        }
        return Math.max(0, number.longValue());
    }

    @Nullable
    Integer integer() throws IOException {
        if (isNull()) {
            return null;
        }
        BigInteger number = number();
        if (number.bitLength() >= Integer.SIZE) {
            throw notA("a number of 32 bits");
        }
        return number.intValue();
    }

    private BigInteger number() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw notA("a whole number");
        }
        return parser.getBigIntegerValue();
    }

    @Nullable
    String text() throws IOException {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw notA("a text");
        }
        return parser.getText();
    }

    boolean flag() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw notA("true or false");
        };
    }

    @Nullable
    Instant time() throws IOException {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.equals(NEVER) ? null : time;
        } catch (DateTimeException noTime) {
            throw notA("a time");
        }
    }

    /** Nothing is told of null: there is nothing in it. */
    void object(JsonDocument.Fields fields) throws IOException {
        if (isNull()) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw notA("an object");
        }
        JsonDocument.fields(parser, fields);
    }

    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        if (isNull()) {
            return texts;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw notA("a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Whatever it is, as JSON without blanks; null for null. */
    @Nullable
    String json() throws IOException {
        return isNull() ? null : JsonText.of(parser);
    }

    /** Whether there was anything. */
    boolean skip() throws IOException {
        boolean something = !isNull();
        parser.skipChildren();
        return something;
    }
}
