package dev.walkback.engine.tar;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an extended header says in place of the header that follows: {@code LENGTH KEY=VALUE\n}, the length counting itself. */
record PaxRecords(Map<String, String> values) {

    static final PaxRecords NONE = new PaxRecords(Map.of());

    private static final int MOST_DIGITS = 9;

    /** Empty where they are not made so. */
    static Optional<PaxRecords> read(byte[] content) {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < content.length) {
            int length = 0;
            int digit = at;
            while (digit < content.length
                    && content[digit] >= '0'
                    && content[digit] <= '9'
                    && digit - at < MOST_DIGITS) {
                length = length * 10 + content[digit++] - '0';
            }
            int end = at + length;
            if (digit == at
                    || digit >= content.length
                    || content[digit] != ' '
                    || end <= digit + 1
                    || end > content.length
                    || content[end - 1] != '\n') {
                return Optional.empty();
            }
            String record = new String(content, digit + 1, end - digit - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals <= 0) {
                return Optional.empty();
            }
            values.put(record.substring(0, equals), record.substring(equals + 1));
            at = end;
        }
        return Optional.of(new PaxRecords(values));
    }

    /** An empty value takes an earlier one back. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    boolean isSparse() {
        return values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }
}
