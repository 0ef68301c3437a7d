package dev.walkback.storage.crypto.sodium;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the text of a setting becomes the 32 bytes of a key: {@code WALG_LIBSODIUM_KEY_TRANSFORM}. */
public enum KeyTransform {

    /** The text's own bytes, at least {@value #SHORTEST}, cut off or filled up with zeros. */
    NONE {
        @Override
        byte[] key(String text) throws UnusableKeyException {
            return raw(text.getBytes(StandardCharsets.UTF_8));
        }
    },

    HEX {
        @Override
        byte[] key(String text) throws UnusableKeyException {
            try {
                return exact(HexFormat.of().parseHex(text));
            } catch (IllegalArgumentException whoseWordsQuoteTheKey) {
                throw unusable("is not an even number of hexadecimal digits");
            }
        }
    },

    /** With its padding: WAL-G refuses a key without, and a key must mean the same to both. */
    BASE64 {
        @Override
        byte[] key(String text) throws UnusableKeyException {
            String oneLine = text.replace("\r", "").replace("\n", "");
            try {
                byte[] key = Base64.getDecoder().decode(oneLine);
                if (oneLine.length() % 4 != 0) {
                    throw unusable("lacks the '=' that pads base64");
                }
                return exact(key);
            } catch (IllegalArgumentException whoseWordsQuoteTheKey) {
                throw unusable("is not base64");
            }
        }
    };

    static final int LENGTH = 32;
    static final int SHORTEST = 25;

    abstract byte[] key(String text) throws UnusableKeyException;

    /** @param name as the setting has it; empty for the default */
    public static KeyTransform named(String name) throws UnusableKeyException {
        if (name.isEmpty()) {
            return NONE;
        }
        return Stream.of(values())
                .filter(transform -> transform.settingName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException(
                        "there is no key transform '" + name + "'; there are "
                                + Stream.of(values())
                                        .map(KeyTransform::settingName)
                                        .collect(Collectors.joining(", ")),
                        null));
    }

    static byte[] raw(byte[] bytes) throws UnusableKeyException {
        if (bytes.length < SHORTEST) {
            throw NONE.unusable("is " + bytes.length + " bytes long, and must be at least " + SHORTEST);
        }
        return Arrays.copyOf(bytes, LENGTH);
    }

    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }

    byte[] exact(byte[] key) throws UnusableKeyException {
        if (key.length != LENGTH) {
            throw unusable("is " + key.length + " bytes long, and must be exactly " + LENGTH);
        }
        return key;
    }

    UnusableKeyException unusable(String how) {
        return new UnusableKeyException(
                "the libsodium key, read with the transform '" + settingName() + "', " + how, null);
    }
}
