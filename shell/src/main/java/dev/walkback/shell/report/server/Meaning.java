package dev.walkback.shell.report.server;

import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.server.log.Told;
import dev.walkback.shell.report.Suggestion;
import java.util.List;
import java.util.Map;

/**
 * What a message of a server's log means.
 *
 * @param cause what happened and whether it matters, in sentences
 * @param tries what to type
 */
public record Meaning(String cause, List<Suggestion> tries) {

    public Meaning {
        tries = List.copyOf(tries);
    }

    static Meaning of(String cause, Suggestion... tries) {
        return new Meaning(cause, List.of(tries));
    }

    /** Of a message whatever it names. */
    public static Meaning of(LogMessage message) {
        return of(new Told(message, Map.of()), "DIR");
    }

    /** @param data the directory, as it is typed; {@code DIR} where nobody said which */
    public static Meaning of(Told told, String data) {
        return new MeaningOfBeginning(told, data)
                .meaning()
                .or(() -> new MeaningOfTarget(told, data).meaning())
                .or(() -> new MeaningOfWal(told, data).meaning())
                .or(() -> new MeaningOfStart(told, data).meaning())
                .orElseThrow(() -> new IllegalStateException("nobody knows " + told.message()));
    }
}
