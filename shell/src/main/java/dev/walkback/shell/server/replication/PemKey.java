package dev.walkback.shell.server.replication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Private keys as OpenSSL writes them: PKCS #8, and the older kinds of RSA and of elliptic curves, which are put into its envelope. */
final class PemKey {

    private static final String BEGIN = "-----BEGIN ";
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xA0;
    private static final byte[] VERSION_0 = {2, 1, 0};
    /** The algorithm rsaEncryption and its empty parameters. */
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    /** The name of the algorithm ecPublicKey. */
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("PRIVATE KEY-----");
        if (begin < 0) {
            return key(content, file);
        }
        String kind = text.substring(text.lastIndexOf(BEGIN, begin) + BEGIN.length(), begin)
                .strip();
        byte[] der = decoded(text.substring(begin + "PRIVATE KEY-----".length()), file);
        return switch (kind) {
            case "" -> key(der, file);
            case "RSA" -> key(envelope(RSA, der), file);
            case "EC" -> key(envelope(der(SEQUENCE, EC, curve(der, file)), der), file);
            default ->
                throw new IOException(
                        file + " holds a key that is locked with a passphrase, which nobody can be asked for");
        };
    }

    private static byte[] decoded(String text, Path file) throws IOException {
        int end = text.indexOf("-----END");
        if (text.contains("ENCRYPTED")) {
            throw new IOException(
                    file + " holds a key that is locked with a passphrase, which nobody can be asked for");
        }
        try {
            return Base64.getMimeDecoder().decode(end < 0 ? text : text.substring(0, end));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no private key that can be read");
        }
    }

    private static PrivateKey key(byte[] pkcs8, Path file) throws IOException, GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException another) {
                // the next one may be it
            }
        }
        throw new IOException(file + " holds no private key of a kind that is known");
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION_0, algorithm, der(OCTETS, key));
    }

    /** The name of the curve, which the older kind has after the key itself. */
    private static byte[] curve(byte[] der, Path file) throws IOException {
        for (int i = 0; i + 4 < der.length; i++) {
            boolean named = (der[i] & 0xff) == CURVE && der[i + 2] == 6 && der[i + 1] == der[i + 3] + 2;
            if (named && i + 2 + der[i + 1] <= der.length) {
                return Arrays.copyOfRange(der, i + 2, i + 2 + der[i + 1]);
            }
        }
        throw new IOException(file + " does not name the curve of its key");
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >>> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
