package dev.walkback.storage.crypto.openpgp;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;

/** The key of one message. */
record SessionKey(int algorithm, byte[] bytes) {

    static SessionKey random(int algorithm, SecureRandom random) {
        byte[] bytes = new byte[algorithm == SymmetricKeyAlgorithmTags.AES_128 ? 16 : 32];
        random.nextBytes(bytes);
        return new SessionKey(algorithm, bytes);
    }

    /** What was recovered from a session key packet: algorithm, key, sum of its bytes. Empty when they do not fit together. */
    static Optional<SessionKey> recovered(byte[] data) {
        int length = data.length - 3;
        if (length < 8) {
            return Optional.empty();
        }
        int sum = 0;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = data[1 + i];
            sum += bytes[i] & 0xff;
        }
        int stored = ((data[length + 1] & 0xff) << 8) | (data[length + 2] & 0xff);
        return (sum & 0xffff) == stored ? Optional.of(new SessionKey(data[0], bytes)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "session key of algorithm " + algorithm;
    }
}
