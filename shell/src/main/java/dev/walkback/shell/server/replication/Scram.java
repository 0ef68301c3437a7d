package dev.walkback.shell.server.replication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 (RFC 5802, 7677): each side proves that it knows the password, and neither tells it. Bound to the channel of TLS
 * where both sides can do that, so that nobody can sit between them.
 */
final class Scram {

    static final String PLAIN = "SCRAM-SHA-256";
    static final String BOUND = "SCRAM-SHA-256-PLUS";

    private static final int NONCE_BYTES = 18;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int KEY_BITS = 256;

    private final String password;
    private final byte @Nullable [] binding;
    private final String header;
    private final String nonce;
    private byte[] expected = {};

    /**
     * @param binding what names the channel; null where it is not bound
     * @param couldBind whether we would have, had the server offered it: it then notices when somebody took its offer away
     */
    Scram(String password, byte @Nullable [] binding, boolean couldBind) {
        this(password, binding, couldBind, freshNonce());
    }

    Scram(String password, byte @Nullable [] binding, boolean couldBind, String nonce) {
        this.password = prepared(password);
        this.binding = binding;
        this.header = binding != null ? "p=tls-server-end-point,," : couldBind ? "y,," : "n,,";
        this.nonce = nonce;
    }

    private static String freshNonce() {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** As far as passwords differ from what was typed: other blanks are blanks, and letters have one form. */
    private static String prepared(String password) {
        if (password.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return password;
        }
        StringBuilder mapped = new StringBuilder();
        password.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                mapped.append(' ');
            } else if (c != 0xAD && c != 0x200B && c != 0x2060 && c != 0xFEFF) {
                mapped.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    }

    /** PostgreSQL knows the user already and ignores this one. */
    private String firstBare() {
        return "n=,r=" + nonce;
    }

    String first() {
        return header + firstBare();
    }

    /** What answers the server's challenge. */
    String last(String challenge) throws ProtocolException {
        Map<Character, String> fields = fields(challenge);
        String both = fields.getOrDefault('r', "");
        String salt = fields.getOrDefault('s', "");
        int iterations = iterations(fields.getOrDefault('i', ""));
        if (!both.startsWith(nonce) || both.length() == nonce.length() || salt.isEmpty()) {
            throw new ProtocolException("the server's challenge does not answer ours");
        }
        try {
            byte[] salted = salted(Base64.getDecoder().decode(salt), iterations);
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
            String withoutProof = "c=" + Base64.getEncoder().encodeToString(bound()) + ",r=" + both;
            String all = firstBare() + "," + challenge + "," + withoutProof;
            byte[] proof = hmac(storedKey, all);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            expected = hmac(hmac(salted, "Server Key"), all);
            return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
        } catch (IllegalArgumentException notBase64) {
            throw new ProtocolException("the server's challenge cannot be read");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server knows the password too. */
    void verify(String proof) throws ProtocolException {
        Map<Character, String> fields = fields(proof);
        byte[] told;
        try {
            told = Base64.getDecoder().decode(fields.getOrDefault('v', ""));
        } catch (IllegalArgumentException notBase64) {
            told = new byte[0];
        }
        if (expected.length == 0 || !MessageDigest.isEqual(told, expected)) {
            throw new ProtocolException("the server could not prove that it knows the password");
        }
    }

    private byte[] bound() {
        byte[] start = header.getBytes(StandardCharsets.US_ASCII);
        if (binding == null) {
            return start;
        }
        byte[] all = Arrays.copyOf(start, start.length + binding.length);
        System.arraycopy(binding, 0, all, start.length, binding.length);
        return all;
    }

    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int iterations(String text) throws ProtocolException {
        try {
            int iterations = Integer.parseInt(text);
            if (iterations > 0 && iterations <= MOST_ITERATIONS) {
                return iterations;
            }
        } catch (NumberFormatException fallsThrough) {
            // said below
        }
        throw new ProtocolException("the server asks for '" + text + "' iterations");
    }

    private static Map<Character, String> fields(String text) {
        Map<Character, String> fields = new HashMap<>();
        for (String field : text.split(",", -1)) {
            if (field.length() > 2 && field.charAt(1) == '=') {
                fields.put(field.charAt(0), field.substring(2));
            }
        }
        return fields;
    }
}
