package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The result of a command. Text, plain records, JSON and words are four ways to print the one value. */
public interface Report {

    /** What stands under {@code kind} in JSON. Each is described in docs/reference/json.md. */
    String kind();

    /** The storage that it speaks of, as it was named; null where there is none. */
    default @Nullable String storage() {
        return null;
    }

    /** The archive that it was made from, with its age; null where none was looked at. */
    default @Nullable Look look() {
        return null;
    }

    /** What stands under {@code data}. */
    void json(JsonGenerator json) throws IOException;

    /** For people, or one record a line when the page is plain. */
    void text(Page page);

    /** The same in sentences. What is a few short lines anyway can be left as it is. */
    default void words(Page page) {
        text(page);
    }
}
