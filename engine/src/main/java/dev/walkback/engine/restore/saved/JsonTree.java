package dev.walkback.engine.restore.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object in memory: fields by name, which are texts, whole numbers, truths, lists and objects. */
record JsonTree(Map<String, Object> fields) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    static JsonTree of(byte[] document) throws IOException {
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            JsonTree tree = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows its end");
            }
            return tree;
        }
    }

    private static JsonTree object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value(parser).ifPresent(value -> fields.put(name, value));
        }
        return new JsonTree(fields);
    }

    private static Optional<Object> value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(parser.getText());
            case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case START_OBJECT -> Optional.of(object(parser));
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser).ifPresent(list::add);
                }
                yield Optional.of(list);
            }
            default -> Optional.empty();
        };
    }

    String text(String name) throws IOException {
        return maybeText(name).orElseThrow(() -> new IOException("it has no text " + name));
    }

    Optional<String> maybeText(String name) throws IOException {
        return maybe(name, String.class);
    }

    long number(String name) throws IOException {
        return maybeNumber(name).orElseThrow(() -> new IOException("it has no number " + name));
    }

    Optional<Long> maybeNumber(String name) throws IOException {
        return maybe(name, Long.class);
    }

    boolean truth(String name) throws IOException {
        return maybe(name, Boolean.class).orElseThrow(() -> new IOException("it does not say whether " + name));
    }

    JsonTree object(String name) throws IOException {
        return maybe(name, JsonTree.class).orElseThrow(() -> new IOException("it has no object " + name));
    }

    <T> List<T> list(String name, Class<T> type) throws IOException {
        List<?> found = maybe(name, List.class).orElseThrow(() -> new IOException("it has no list " + name));
        List<T> list = new ArrayList<>();
        for (Object each : found) {
            list.add(cast(name, each, type));
        }
        return list;
    }

    /** All fields, which must be texts. */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            texts.put(field.getKey(), cast(field.getKey(), field.getValue(), String.class));
        }
        return texts;
    }

    /** A text that means something. */
    <T> T parsed(String name, Function<String, Optional<T>> parser) throws IOException {
        return parser.apply(text(name)).orElseThrow(() -> new IOException(name + " makes no sense"));
    }

    private <T> Optional<T> maybe(String name, Class<T> type) throws IOException {
        Object value = fields.get(name);
        return value == null ? Optional.empty() : Optional.of(cast(name, value, type));
    }

    private static <T> T cast(String name, Object value, Class<T> type) throws IOException {
        if (!type.isInstance(value)) {
            throw new IOException(name + " is of another type");
        }
        return type.cast(value);
    }
}
