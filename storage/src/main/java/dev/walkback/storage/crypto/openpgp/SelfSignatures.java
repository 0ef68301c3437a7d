package dev.walkback.storage.crypto.openpgp;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * What an owner says of his own keys, in signatures that were checked: which subkeys are his, what each is for, until when.
 * Only what was signed counts; a key file may have passed through many hands.
 */
final class SelfSignatures {

    private SelfSignatures() {}

    /** The signature that speaks for the primary key: on the user id marked as the main one, else the newest. */
    static Optional<PGPSignature> ofPrimary(PGPPublicKey primary) {
        Stream<PGPSignature> onUserIds = stream(primary.getRawUserIDs())
                .flatMap(userId -> newest(
                        stream(primary.getSignaturesForID(userId)),
                        signature -> holds(signature, primary, () -> signature.verifyCertification(userId, primary)))
                        .stream())
                .filter(PGPSignature::isCertification);
        Stream<PGPSignature> direct = newest(
                stream(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY)),
                signature -> holds(signature, primary, () -> signature.verifyCertification(primary)))
                .stream();
        return Stream.concat(onUserIds, direct)
                .max(Comparator.comparing(SelfSignatures::isOnMainUserId).thenComparing(PGPSignature::getCreationTime));
    }

    /** The newest binding of a subkey to its primary key. */
    static Optional<PGPSignature> ofSubkey(PGPPublicKey primary, PGPPublicKey subkey) {
        return newest(
                stream(subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING)),
                signature -> holds(signature, primary, () -> signature.verifyCertification(primary, subkey)));
    }

    static boolean revoked(PGPPublicKey primary, PGPPublicKey key) {
        return key.isMasterKey()
                ? stream(key.getSignaturesOfType(PGPSignature.KEY_REVOCATION))
                        .anyMatch(signature -> holds(signature, primary, () -> signature.verifyCertification(primary)))
                : stream(key.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION))
                        .anyMatch(signature ->
                                holds(signature, primary, () -> signature.verifyCertification(primary, key)));
    }

    /** When the key, or the signature that speaks for it, stops to be valid, if ever. */
    static Optional<Instant> end(PGPPublicKey key, PGPSignature signature) {
        PGPSignatureSubpacketVector said = signature.getHashedSubPackets();
        return Stream.of(
                        after(key.getCreationTime().toInstant(), said.getKeyExpirationTime()),
                        after(signature.getCreationTime().toInstant(), said.getSignatureExpirationTime()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** The ciphers the owner prefers; every implementation must know AES-128, so that is what silence means. */
    static List<Integer> ciphers(PGPSignature signature) {
        int[] listed = signature.getHashedSubPackets().getPreferredSymmetricAlgorithms();
        return (listed == null || listed.length == 0)
                ? List.of(SymmetricKeyAlgorithmTags.AES_128)
                : Arrays.stream(listed).boxed().toList();
    }

    private static boolean isOnMainUserId(PGPSignature signature) {
        return signature.getHashedSubPackets().isPrimaryUserID();
    }

    private static Optional<Instant> after(Instant begin, long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(begin.plusSeconds(seconds));
    }

    private static Optional<PGPSignature> newest(Stream<PGPSignature> signatures, Predicate<PGPSignature> holds) {
        return signatures
                .filter(signature -> signature.getHashedSubPackets() != null)
                .filter(holds)
                .max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private interface Check {
        boolean holds() throws PGPException;
    }

    private static boolean holds(PGPSignature signature, PGPPublicKey by, Check check) {
        try {
            if (signature.getKeyID() != by.getKeyID()) {
                return false;
            }
            // a signature keeps what it has verified so far: of two at once each would spoil the other's sum
            synchronized (signature) {
                signature.init(new BcPGPContentVerifierBuilderProvider(), by);
                return check.holds();
            }
        } catch (PGPException | RuntimeException unknownOrMalformed) {
            return false;
        }
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false);
    }
}
