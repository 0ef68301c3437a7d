package dev.walkback.storage.crypto;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** None of the keys at hand opens this stream. Names the keys by fingerprint, never by content. */
public final class WrongKeyException extends IOException {

    private final List<String> tried;
    private final String why;

    public WrongKeyException(List<String> tried, String why, @Nullable Throwable cause) {
        super(tried.isEmpty() ? why : why + "; tried " + tried, cause);
        this.tried = List.copyOf(tried);
        this.why = why;
    }

    public List<String> tried() {
        return tried;
    }

    /** What is known of it, such as for which keys it was made. */
    public String why() {
        return why;
    }
}
