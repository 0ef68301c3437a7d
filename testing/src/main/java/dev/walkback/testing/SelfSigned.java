package dev.walkback.testing;

import java.nio.file.Path;

/** A key and a certificate for localhost that nobody vouches for, made by the JDK's keytool. */
record SelfSigned(Path keystore, String password, Path certificate) {

    static SelfSigned in(Path folder) {
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
}
