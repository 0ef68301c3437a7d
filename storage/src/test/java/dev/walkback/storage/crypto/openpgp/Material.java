package dev.walkback.storage.crypto.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Keys and messages made by GnuPG; {@code make-messages.sh} beside them says how. */
final class Material {

    static final String PASSPHRASE = "correct horse";
    static final Clock NOW = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    private Material() {}

    static byte[] file(String name) throws IOException {
        try (InputStream in = Material.class.getResourceAsStream("/openpgp/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    static byte[] text() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file("text.gz")))) {
            return in.readAllBytes();
        }
    }

    static OpenPgpKeys keys(String... names) throws IOException {
        StringBuilder armored = new StringBuilder();
        for (String name : names) {
            armored.append(new String(file(name + ".asc"), StandardCharsets.US_ASCII));
        }
        return OpenPgpKeys.of(armored.toString());
    }

    static OpenPgpEncryption with(@Nullable String passphrase, String... names) throws IOException {
        return new OpenPgpEncryption(keys(names), passphrase, NOW);
    }

    static byte[] opened(OpenPgpEncryption encryption, byte[] message) throws IOException {
        try (InputStream in = encryption.decrypting(new ByteArrayInputStream(message))) {
            return in.readAllBytes();
        }
    }

    static byte[] written(OpenPgpEncryption encryption, byte[] text) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = encryption.encrypting(stored)) {
            out.write(text);
        }
        return stored.toByteArray();
    }
}
