package dev.walkback.shell.walg.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link Metadata}. Used once. */
public final class MetadataText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final OffsetDateTime NEVER = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final BigInteger MOST_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int NANOSECOND_DIGITS = 9;

    private OffsetDateTime startTime = NEVER;
    private OffsetDateTime finishTime = NEVER;
    private String dateFormat = "";
    private String hostname = "";
    private String dataDirectory = "";
    private long pgVersion;
    private long start;
    private long finish;
    private boolean permanent;
    private @Nullable Long systemIdentifier;
    private long uncompressedBytes;
    private long compressedBytes;
    private @Nullable Object userData;

    private MetadataText() {}

    /** @throws IOException when it is no JSON, or a field is of another type; the message says what */
    public static Metadata read(byte[] document) throws IOException {
        try (JsonParser json = JSON.createParser(new String(document, StandardCharsets.UTF_8))) {
            return new MetadataText().document(json);
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage().lines().findFirst().orElse("no JSON"), e);
        }
    }

    /**
     * One value that stands for itself, as texts, numbers, truths, lists and maps.
     *
     * @throws IOException when it is no JSON; the message says what
     */
    public static @Nullable Object value(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                throw new IOException("unexpected end of JSON input");
            }
            Object value = any(json);
            if (json.nextToken() != null) {
                throw new IOException("something follows the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage().lines().findFirst().orElse("no JSON"), e);
        }
    }

    private Metadata document(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new IOException("unexpected end of JSON input");
        }
        if (first == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(name, json);
            }
        } else if (first != JsonToken.VALUE_NULL) {
            throw wrong("the document", json);
        }
        if (json.nextToken() != null) {
            throw new IOException("something follows the document");
        }
        return new Metadata(
                startTime,
                finishTime,
                dateFormat,
                hostname,
                dataDirectory,
                pgVersion,
                new Lsn(start),
                new Lsn(finish),
                permanent,
                systemIdentifier,
                uncompressedBytes,
                compressedBytes,
                userData);
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "start_time" -> startTime = time(name, json, startTime);
            case "finish_time" -> finishTime = time(name, json, finishTime);
            case "date_fmt" -> dateFormat = text(name, json, dateFormat);
            case "hostname" -> hostname = text(name, json, hostname);
            case "data_dir" -> dataDirectory = text(name, json, dataDirectory);
            case "pg_version" -> pgVersion = signed(name, json, pgVersion);
            case "start_lsn" -> start = unsigned(name, json, start);
            case "finish_lsn" -> finish = unsigned(name, json, finish);
            case "is_permanent" -> permanent = truth(name, json, permanent);
            case "system_identifier" ->
                systemIdentifier = json.currentToken() == JsonToken.VALUE_NULL ? null : (Long) unsigned(name, json, 0);
            case "uncompressed_size" -> uncompressedBytes = signed(name, json, uncompressedBytes);
            case "compressed_size" -> compressedBytes = signed(name, json, compressedBytes);
            case "user_data" -> userData = any(json);
            default -> json.skipChildren();
        }
    }

    private static String text(String name, JsonParser json, String before) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> before;
            default -> throw wrong(name, json);
        };
    }

    private static boolean truth(String name, JsonParser json, boolean before) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> before;
            default -> throw wrong(name, json);
        };
    }

    private static long signed(String name, JsonParser json, long before) throws IOException {
        BigInteger number = whole(name, json, before);
        if (number.bitLength() > 63) {
            throw wrong(name, json);
        }
        return number.longValue();
    }

    private static long unsigned(String name, JsonParser json, long before) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return before;
        }
        BigInteger number = whole(name, json, 0);
        if (number.signum() < 0 || number.compareTo(MOST_UNSIGNED) > 0) {
            throw wrong(name, json);
        }
        return number.longValue();
    }

    private static BigInteger whole(String name, JsonParser json, long before) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> json.getBigIntegerValue();
            case VALUE_NULL -> BigInteger.valueOf(before);
            default -> throw wrong(name, json);
        };
    }

    private static OffsetDateTime time(String name, JsonParser json, OffsetDateTime before) throws IOException {
        String text = text(name, json, "");
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return before;
        }
        try {
            if (TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(toNanoseconds(text));
            }
        } catch (DateTimeException notATime) {
            // said below
        }
        throw new IOException(name + " is not a time: " + text);
    }

    /** Finer digits are dropped. */
    private static String toNanoseconds(String text) {
        int point = text.indexOf('.');
        int end = point + 1;
        while (point >= 0 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int kept = Math.min(end, point + 1 + NANOSECOND_DIGITS);
        return point < 0 ? text : text.substring(0, kept) + text.substring(end);
    }

    /** Objects come back with their names in order, as Go writes maps. */
    private static @Nullable Object any(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
            case START_ARRAY -> list(json);
            case START_OBJECT -> map(json);
            default -> throw wrong("user_data", json);
        };
    }

    private static Double number(JsonParser json) throws IOException {
        double number = json.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw wrong("user_data", json);
        }
        return number;
    }

    private static List<@Nullable Object> list(JsonParser json) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(any(json));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser json) throws IOException {
        Map<String, @Nullable Object> map = new TreeMap<>(dev.walkback.storage.Keys.ORDER);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            map.put(name, any(json));
        }
        return map;
    }

    private static IOException wrong(String what, JsonParser json) throws IOException {
        String value = json.currentToken().isScalarValue()
                ? json.getText()
                : json.currentToken().asString();
        return new IOException(what + " cannot be " + value);
    }
}
