package dev.walkback.engine.server.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A line of a log that was understood.
 *
 * @param values what the message names: {@code timeline}, {@code lsn}, {@code file}, {@code reason} and their like
 */
public record Told(LogMessage message, Map<String, String> values) {

    private static final List<Wording> WORDINGS = Stream.of(
                    BeginningWordings.ALL, TargetWordings.ALL, WalWordings.ALL, StartWordings.ALL)
            .flatMap(List::stream)
            .toList();

    /** No message of a recovery is longer; what is, need not be searched. */
    private static final int LONGEST = 4096;

    public Told {
        values = new TreeMap<>(values);
    }

    /** The first wording that fits, which the lists have in an order from the special to the general. */
    public static Optional<Told> in(LogLine line) {
        return of(line.text());
    }

    /** @param text of a message, without what the log puts in front of it */
    public static Optional<Told> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        for (Wording wording : WORDINGS) {
            Optional<Map<String, String>> values = wording.values(text);
            if (values.isPresent()) {
                return Optional.of(new Told(wording.message(), values.get()));
            }
        }
        return Optional.empty();
    }

    /** All wordings, for those who check them. */
    static List<Wording> wordings() {
        return WORDINGS;
    }

    /** One of the values; empty where this wording does not name it. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
