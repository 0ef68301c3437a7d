package dev.walkback.shell.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The result of a command. Text and JSON are two ways to print the one value. */
public interface Report {

    /** What stands under {@code kind} in JSON. Each is described in docs/reference/json.md. */
    String kind();

    /** The storage that it speaks of, as it was named; null where there is none. */
    default @Nullable String storage() {
        return null;
    }

    /** What stands under {@code data}. */
    void json(JsonGenerator json) throws IOException;

    /** For people, or one record a line when the page is plain. */
    void text(Page page);
}
