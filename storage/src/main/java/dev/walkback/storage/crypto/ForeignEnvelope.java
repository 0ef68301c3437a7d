package dev.walkback.storage.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * WAL-G's ways to encrypt that are not read here. Two of them begin with a marker, so that their objects can be named for what
 * they are; AWS KMS has none, but its data packages begin at a fixed place in a way that chance seldom makes.
 */
public enum ForeignEnvelope {
    YANDEX_KMS("Yandex KMS (YC_CSE_KMS_KEY_ID)"),
    ENVELOPE_PGP("envelope PGP (WALG_ENVELOPE_PGP_KEY)"),
    AWS_KMS("AWS KMS (WALG_CSE_KMS_ID)");

    /** How many bytes of an object's beginning {@link #of} likes to see. */
    public static final int LOOK = 200;

    private static final byte[] YANDEX = "yckms".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENVELOPE = "envelope-yc-kms".getBytes(StandardCharsets.US_ASCII);

    /** Length of the wrapped data key that WAL-G expects in front of the first package. */
    private static final int AWS_BLOB = 184;

    private final String named;

    ForeignEnvelope(String named) {
        this.named = named;
    }

    /** As a person would look for it in a configuration. */
    public String named() {
        return named;
    }

    /** What an object that begins with these bytes was encrypted with, if it is one of these. */
    public static Optional<ForeignEnvelope> of(byte[] head) {
        if (begins(head, ENVELOPE)) {
            return Optional.of(ENVELOPE_PGP);
        }
        if (begins(head, YANDEX)) {
            return Optional.of(YANDEX_KMS);
        }
        return isAws(head) ? Optional.of(AWS_KMS) : Optional.empty();
    }

    private static boolean begins(byte[] head, byte[] marker) {
        return head.length >= marker.length && Arrays.equals(head, 0, marker.length, marker, 0, marker.length);
    }

    /** A KMS blob begins {@code 01 02}, and a DARE 2.0 package with its version and one of two ciphers. */
    private static boolean isAws(byte[] head) {
        return head.length > AWS_BLOB + 1
                && head[0] == 1
                && head[1] == 2
                && head[AWS_BLOB] == 0x20
                && (head[AWS_BLOB + 1] == 0 || head[AWS_BLOB + 1] == 1);
    }
}
