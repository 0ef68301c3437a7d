package dev.walkback.storage.crypto.sodium;

import dev.walkback.storage.crypto.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;

/**
 * Secretstream with one key, as WAL-G writes it. Stricter than WAL-G in one thing: a stream that was cut off between two
 * messages is damaged here, where WAL-G takes it for whole.
 */
public final class SodiumEncryption implements Encryption {

    private final SodiumKey key;
    private final SecureRandom random = new SecureRandom();

    public SodiumEncryption(SodiumKey key) {
        this.key = key;
    }

    @Override
    public List<String> fingerprints() {
        return List.of(key.fingerprint());
    }

    @Override
    public boolean decrypts() {
        return true;
    }

    @Override
    public InputStream decrypting(InputStream stored) {
        return new SecretStreamInput(stored, key);
    }

    @Override
    public OutputStream encrypting(OutputStream stored) throws IOException {
        byte[] header = new byte[SecretStream.HEADER];
        random.nextBytes(header);
        return new SecretStreamOutput(stored, key, header);
    }
}
