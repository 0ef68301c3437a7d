package dev.walkback.engine.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a thing before or after an effect, as it stands in the journal: names in {@code lower_case}, values that are
 * texts, whole numbers or truths. Times are RFC 3339 in UTC, sizes end in {@code _bytes}.
 */
public record Facts(Map<String, Object> values) {

    /** Nothing is there. */
    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        values.forEach(Facts::check);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static void check(String name, Object value) {
        if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
            throw new IllegalArgumentException(name + " is neither text, nor number, nor truth: " + value.getClass());
        }
    }

    public Facts with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }
}
