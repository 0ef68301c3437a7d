package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A key and a certificate for localhost that nobody vouches for, made by the JDK's keytool. */
public record SelfSigned(Path keystore, String password, Path certificate) {

    public static SelfSigned in(Path folder) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Path keystore = folder.resolve("keystore.p12");
        Path certificate = folder.resolve("certificate.pem");
        String password = "changeit";
        Run.of(
                folder,
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                password);
        Run.of(
                folder,
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-file",
                certificate.toString(),
                "-keystore",
                keystore.toString(),
                "-storepass",
                password);
        return new SelfSigned(keystore, password, certificate);
    }

    /** The key as other programs want it, beside the certificate: a file that only its owner may read. */
    public Path privateKey() {
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            byte[] key = store.getKey("server", password.toCharArray()).getEncoded();
            Path file = certificate.resolveSibling("key.pem");
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
