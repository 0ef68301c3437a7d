package dev.walkback.shell.command;

import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A TLS handshake with the certificate checked as the storage itself checks it. */
final class Handshake {

    private Handshake() {}

    /** @param caFile trusted as well; null for none */
    static String with(Network network, @Nullable Path caFile) {
        try {
            try {
                return with(network, SSLContext.getDefault());
            } catch (SSLException untrusted) {
                if (caFile == null) {
                    throw untrusted;
                }
                return with(network, trusting(caFile)) + ", trusted by " + caFile;
            }
        } catch (SSLException e) {
            throw new StorageException.Denied(
                    network.location(),
                    StorageException.Denied.Reason.SERVER_IDENTITY,
                    "speak TLS",
                    String.valueOf(e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new StorageException.Unreachable(network.location(), "speak TLS", network.why(e), e);
        } catch (GeneralSecurityException e) {
            throw new StorageException.Rejected(network.location(), "speak TLS", String.valueOf(e.getMessage()), e);
        }
    }

    private static String with(Network network, SSLContext context) throws IOException {
        try (Socket plain = network.connected();
                SSLSocket socket = (SSLSocket)
                        context.getSocketFactory().createSocket(plain, network.host(), network.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            Certificate certificate = socket.getSession().getPeerCertificates()[0];
            String until = certificate instanceof X509Certificate x509
                    ? ", certificate until " + x509.getNotAfter().toInstant()
                    : "";
            return socket.getSession().getProtocol() + until;
        }
    }

    private static SSLContext trusting(Path caFile) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(caFile)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
