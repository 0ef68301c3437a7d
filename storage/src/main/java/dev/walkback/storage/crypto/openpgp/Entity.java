package dev.walkback.storage.crypto.openpgp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;

/**
 * One person's keys: a primary key and its subkeys, with their secret halves where those are at hand.
 *
 * @param publicKeys the primary key first
 * @param secretKeys empty where only public keys are at hand
 */
record Entity(List<PGPPublicKey> publicKeys, List<PGPSecretKey> secretKeys) {

    Entity {
        publicKeys = List.copyOf(publicKeys);
        secretKeys = List.copyOf(secretKeys);
    }

    PGPPublicKey primary() {
        return publicKeys.getFirst();
    }

    String fingerprint() {
        return "openpgp:" + HexFormat.of().withUpperCase().formatHex(primary().getFingerprint());
    }

    boolean isSameAs(Entity other) {
        return Objects.equals(fingerprint(), other.fingerprint());
    }

    /** As GnuPG prints it. */
    static String keyId(long id) {
        return id == 0 ? "an unnamed key" : HexFormat.of().toHexDigits(id).toUpperCase(Locale.ROOT);
    }
}
