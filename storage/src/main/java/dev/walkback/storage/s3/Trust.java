package dev.walkback.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: the JDK's authorities and those of a file. */
final class Trust {

    private Trust() {}

    /** @throws IOException when the file cannot be read or holds no certificate */
    static TrustManager[] withJdks(Path pem) throws IOException {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509Certificate known : jdks()) {
                all.setCertificateEntry("jdk-" + all.size(), known);
            }
            for (Certificate own : certificates(pem)) {
                all.setCertificateEntry("own-" + all.size(), own);
            }
            return managers(all);
        } catch (GeneralSecurityException e) {
            throw new IOException("certificates of " + pem + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(pem + " holds no certificate");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " holds no certificates in PEM form: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] jdks() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
