package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.jspecify.annotations.Nullable;

/**
 * OpenPGP with the keys at hand. Messages are written as WAL-G writes them: binary, not signed, not compressed, for every
 * recipient, with an integrity code.
 */
public final class OpenPgpEncryption implements Encryption {

    private final OpenPgpKeys keys;
    private final SecretKeys secretKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param passphrase opens the secret keys that are locked; null when there is none
     * @param clock tells whether a recipient's key is still valid
     */
    public OpenPgpEncryption(OpenPgpKeys keys, @Nullable String passphrase, Clock clock) {
        this.keys = keys;
        this.secretKeys = new SecretKeys(keys, passphrase);
        this.clock = clock;
    }

    @Override
    public List<String> fingerprints() {
        return keys.fingerprints();
    }

    @Override
    public boolean decrypts() {
        return !secretKeys.isEmpty();
    }

    @Override
    public InputStream decrypting(InputStream stored) {
        return new MessageInput(stored, secretKeys);
    }

    /** @throws UnusableKeyException when one of the recipients' keys is expired, revoked or not made for encrypting */
    @Override
    public OutputStream encrypting(OutputStream stored) throws IOException {
        List<Recipient> recipients = recipients();
        return new MessageOutput(stored, recipients, SessionKey.random(cipherFor(recipients), random), random);
    }

    private List<Recipient> recipients() throws UnusableKeyException {
        Instant now = clock.instant();
        List<Recipient> recipients = new ArrayList<>();
        for (Entity entity : keys.recipients()) {
            recipients.add(Recipient.of(entity, now));
        }
        return recipients;
    }

    /** AES-128 unless somebody does not list it and everybody lists AES-256: the choice of WAL-G's library. */
    static int cipherFor(List<Recipient> recipients) {
        boolean only256 = !allList(recipients, SymmetricKeyAlgorithmTags.AES_128)
                && allList(recipients, SymmetricKeyAlgorithmTags.AES_256);
        return only256 ? SymmetricKeyAlgorithmTags.AES_256 : SymmetricKeyAlgorithmTags.AES_128;
    }

    private static boolean allList(List<Recipient> recipients, int cipher) {
        return recipients.stream().allMatch(recipient -> recipient.ciphers().contains(cipher));
    }
}
