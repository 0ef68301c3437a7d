package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * For whom a message is written: the newest subkey that may encrypt and is valid now, else the primary key if it may. An entity
 * without one is an error, never left out: who reads the archive with that key would find out too late.
 *
 * @param ciphers the ciphers the entity's owner lists, as the format numbers them
 */
record Recipient(PGPPublicKey key, List<Integer> ciphers) {

    private static final int ENCRYPTS = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;

    Recipient {
        ciphers = List.copyOf(ciphers);
    }

    static Recipient of(Entity entity, Instant now) throws UnusableKeyException {
        PGPPublicKey primary = entity.primary();
        if (SelfSignatures.revoked(primary, primary)) {
            throw unusable(entity, "it is revoked");
        }
        PGPSignature self = SelfSignatures.ofPrimary(primary)
                .orElseThrow(() -> unusable(entity, "it has no valid signature of its own"));
        Optional<Instant> end = SelfSignatures.end(primary, self);
        if (end.filter(now::isAfter).isPresent()) {
            throw unusable(entity, "it expired at " + end.get());
        }
        List<String> refused = new ArrayList<>();
        return subkeys(entity, now, refused)
                .or(() -> encrypts(primary, self) ? Optional.of(primary) : Optional.empty())
                .map(key -> new Recipient(key, SelfSignatures.ciphers(self)))
                .orElseThrow(() -> unusable(
                        entity, refused.isEmpty() ? "none of its keys is for encrypting" : String.join("; ", refused)));
    }

    private static Optional<PGPPublicKey> subkeys(Entity entity, Instant now, List<String> refused) {
        record Bound(PGPPublicKey key, PGPSignature by) {}
        List<Bound> usable = new ArrayList<>();
        for (PGPPublicKey key :
                entity.publicKeys().subList(1, entity.publicKeys().size())) {
            Optional<PGPSignature> binding = SelfSignatures.ofSubkey(entity.primary(), key);
            if (binding.isEmpty() || !encrypts(key, binding.get())) {
                continue;
            }
            Optional<Instant> end = SelfSignatures.end(key, binding.get());
            if (SelfSignatures.revoked(entity.primary(), key)) {
                refused.add("its subkey " + Entity.keyId(key.getKeyID()) + " is revoked");
            } else if (end.filter(now::isAfter).isPresent()) {
                refused.add("its subkey " + Entity.keyId(key.getKeyID()) + " expired at " + end.get());
            } else {
                usable.add(new Bound(key, binding.get()));
            }
        }
        return usable.stream()
                .max(Comparator.comparing(bound -> bound.by().getCreationTime()))
                .map(Bound::key);
    }

    /** Keys without flags come from times when what the algorithm can do was what the key was for. */
    private static boolean encrypts(PGPPublicKey key, PGPSignature by) {
        if (!key.isEncryptionKey()) {
            return false;
        }
        int flags =
                by.getHashedSubPackets() == null ? 0 : by.getHashedSubPackets().getKeyFlags();
        return flags == 0 || (flags & ENCRYPTS) != 0;
    }

    private static UnusableKeyException unusable(Entity entity, String why) {
        return new UnusableKeyException("nothing can be encrypted for " + entity.fingerprint() + ": " + why, null);
    }
}
