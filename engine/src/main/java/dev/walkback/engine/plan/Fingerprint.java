package dev.walkback.engine.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names a plan by what it would do: the hash of its steps in order, with the state of things that each of them rests on. Two
 * plans with one fingerprint do the same to the same things, so confirming one can never do another.
 *
 * @param text such as {@code 7f3a-c2e1}: short enough to be typed from a screen
 */
public record Fingerprint(String text) {

    private static final int GROUP = 4;

    static Fingerprint of(String purpose, List<? extends Step> steps) {
        MessageDigest hash = sha256();
        put(hash, purpose);
        for (Step step : steps) {
            put(hash, step.action());
            put(hash, step.object());
            for (Map.Entry<String, Object> fact : step.before().values().entrySet()) {
                put(hash, fact.getKey());
                put(hash, fact.getValue().toString());
            }
            put(hash, "");
        }
        String digits = HexFormat.of().formatHex(hash.digest());
        return new Fingerprint(digits.substring(0, GROUP) + "-" + digits.substring(GROUP, 2 * GROUP));
    }

    /** Whether any plan can have it; a text that came from a person may be anything, a path among others. */
    public boolean isWellFormed() {
        return text.length() == 2 * GROUP + 1
                && text.charAt(GROUP) == '-'
                && text.chars().allMatch(c -> "0123456789abcdef-".indexOf(c) >= 0);
    }

    /** With its length before it, so that no two lists of texts look alike. */
    private static void put(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
