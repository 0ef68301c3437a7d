package dev.walkback.storage.crypto.openpgp;

import dev.walkback.storage.crypto.WrongKeyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The secret keys at hand, which open the session keys of messages. A key is unlocked when the first message wants it: a
 * passphrase costs most of a second on purpose. Used by any number of threads.
 */
final class SecretKeys {

    private final OpenPgpKeys keys;
    private final char[] passphrase;
    private final Map<Long, PGPKeyPair> unlocked = new HashMap<>();

    SecretKeys(OpenPgpKeys keys, @Nullable String passphrase) {
        this.keys = keys;
        this.passphrase = passphrase == null ? new char[0] : passphrase.toCharArray();
    }

    boolean isEmpty() {
        return keys.entities().stream().allMatch(entity -> entity.secretKeys().isEmpty());
    }

    List<String> fingerprints() {
        return keys.fingerprints();
    }

    /** A session key and the secret key that opened it. */
    record Opened(PGPKeyPair with, byte[] sessionData) {}

    /** Tries the packets in their order. What a packet's key refused is told only if none of them opens. */
    Opened open(List<PublicKeyEncSessionPacket> packets) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (PublicKeyEncSessionPacket packet : packets) {
            for (PGPSecretKey key : candidates(packet)) {
                Optional<Opened> opened = unlocked(key, reasons).flatMap(open -> recovered(packet, open));
                if (opened.isPresent()) {
                    return opened.get();
                }
            }
        }
        throw new WrongKeyException(keys.fingerprints(), why(packets, reasons), null);
    }

    private List<PGPSecretKey> candidates(PublicKeyEncSessionPacket packet) {
        return keys.entities().stream()
                .flatMap(entity -> entity.secretKeys().stream())
                .filter(key -> key.getPublicKey().isEncryptionKey())
                .filter(key -> !key.isPrivateKeyEmpty())
                .filter(key -> isMeant(packet, key))
                .toList();
    }

    private static boolean isMeant(PublicKeyEncSessionPacket packet, PGPSecretKey key) {
        boolean sameKind = packet.getAlgorithm() == key.getPublicKey().getAlgorithm();
        if (packet.getVersion() == PublicKeyEncSessionPacket.VERSION_6) {
            byte[] fingerprint = packet.getKeyFingerprint();
            return (fingerprint == null || fingerprint.length == 0)
                    ? sameKind
                    : key.getPublicKey().hasFingerprint(fingerprint);
        }
        return packet.getKeyID() == 0 ? sameKind : packet.getKeyID() == key.getKeyID();
    }

    private synchronized Optional<PGPKeyPair> unlocked(PGPSecretKey key, List<String> reasons) {
        PGPKeyPair known = unlocked.get(key.getKeyID());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            PGPKeyPair opened = key.extractKeyPair(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(passphrase));
            unlocked.put(key.getKeyID(), opened);
            return Optional.of(opened);
        } catch (PGPException | RuntimeException e) {
            reasons.add("the secret key " + Entity.keyId(key.getKeyID()) + " is locked, and "
                    + (passphrase.length == 0
                            ? "no passphrase was given (WALG_PGP_KEY_PASSPHRASE)"
                            : "the passphrase does not open it"));
            return Optional.empty();
        }
    }

    private static Optional<Opened> recovered(PublicKeyEncSessionPacket packet, PGPKeyPair with) {
        try {
            byte[] data = new BcPublicKeyDataDecryptorFactory(with)
                    .recoverSessionData(packet.getAlgorithm(), packet.getEncSessionKey(), packet.getVersion());
            boolean whole = packet.getVersion() == PublicKeyEncSessionPacket.VERSION_6
                    || SessionKey.recovered(data).isPresent();
            return whole ? Optional.of(new Opened(with, data)) : Optional.empty();
        } catch (PGPException | RuntimeException doesNotOpen) {
            return Optional.empty();
        }
    }

    private String why(List<PublicKeyEncSessionPacket> packets, List<String> reasons) {
        if (!reasons.isEmpty()) {
            return String.join("; ", reasons);
        }
        String wanted = packets.stream()
                .map(packet -> Entity.keyId(packet.getKeyID()))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean onlyPublic = keys.entities().stream()
                .flatMap(entity -> entity.publicKeys().stream())
                .anyMatch(key -> packets.stream().anyMatch(packet -> packet.getKeyID() == key.getKeyID()));
        boolean meant = packets.stream()
                .anyMatch(
                        packet -> packet.getKeyID() != 0 && !candidates(packet).isEmpty());
        if (meant) {
            return "its session key for " + wanted + " does not open: it is damaged at its beginning";
        }
        return onlyPublic
                ? "it is encrypted for " + wanted + ", of which only the public key is at hand"
                : "it is encrypted for " + wanted;
    }
}
