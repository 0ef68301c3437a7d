package dev.walkback.shell.server.replication;

import java.io.IOException;

/** What answers there does not speak the protocol, or not as it must. */
final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolException(String what) {
        super(what);
    }
}
