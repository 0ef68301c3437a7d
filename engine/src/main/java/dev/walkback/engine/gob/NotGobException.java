package dev.walkback.engine.gob;

import java.io.IOException;

/** What came is not what Go would have sent. */
public final class NotGobException extends IOException {

    private static final long serialVersionUID = 1L;

    NotGobException(String message) {
        super(message);
    }
}
