package dev.walkback.shell.daemon;

import java.io.IOException;

/** A client sent something that is no message. */
final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String what) {
        super(what);
    }
}
