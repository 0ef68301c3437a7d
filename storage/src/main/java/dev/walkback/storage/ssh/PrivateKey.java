package dev.walkback.storage.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A key to log in with.
 *
 * @param file in OpenSSH's or PEM format
 * @param passphrase that opens the file, or null when it is not encrypted
 */
public record PrivateKey(Path file, @Nullable String passphrase) {

    public static PrivateKey unencrypted(Path file) {
        return new PrivateKey(file, null);
    }

    @Override
    public String toString() {
        return file + (passphrase == null ? "" : " with a passphrase");
    }
}
