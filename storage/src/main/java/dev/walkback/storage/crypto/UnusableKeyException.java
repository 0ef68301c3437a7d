package dev.walkback.storage.crypto;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A key that cannot be used at all, whatever the object: it is malformed, expired, not made for encrypting, or its passphrase is
 * missing. Found before anything is read or stored. The words never hold the key.
 */
public final class UnusableKeyException extends IOException {

    public UnusableKeyException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
