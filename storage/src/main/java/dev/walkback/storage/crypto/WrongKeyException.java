package dev.walkback.storage.crypto;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** None of the keys at hand opens this stream. Names the keys by fingerprint, never by content. */
public final class WrongKeyException extends IOException {

    private final List<String> tried;

    public WrongKeyException(List<String> tried, String why, @Nullable Throwable cause) {
        super(why + "; tried " + tried, cause);
        this.tried = List.copyOf(tried);
    }

    public List<String> tried() {
        return tried;
    }
}
