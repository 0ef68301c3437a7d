package dev.walkback.shell.server.replication;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What TLS to a server is made with.
 *
 * @param certificate of ours; a file that is not there counts as none
 * @param key of that certificate
 * @param roots of those who may vouch for the server; {@code system} for those that the machine trusts
 * @param rootsWereNamed whether somebody asked for these, so that they must be there
 */
record Tls(SslMode mode, Path certificate, Path key, Path roots, boolean rootsWereNamed) {

    private static final String SYSTEM = "system";

    /** Takes an unprotected connection, whose server said that it can do this, and protects it. */
    TcpLink over(TcpLink plain, String host, int port) throws IOException, GeneralSecurityException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain.socket(), host, port, true);
        if (mode == SslMode.VERIFY_FULL) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return new TcpLink(socket, plain.carrier());
    }

    /** What names the channel for SCRAM: the server's certificate, by its own kind of digest; empty where it has none. */
    static Optional<byte[]> endPoint(Link link) throws IOException {
        if (!(link instanceof TcpLink tcp)
                || !(tcp.socket() instanceof SSLSocket socket)
                || !(socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate)) {
            return Optional.empty();
        }
        try {
            String digest = digest(certificate.getSigAlgName().toUpperCase(Locale.ROOT));
            return digest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(digest).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    private static String digest(String signature) {
        int with = signature.indexOf("WITH");
        String digest = with < 0 ? "" : signature.substring(0, with);
        return switch (digest) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> "";
        };
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), trust(), null);
        return context;
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        if (!Files.exists(certificate)) {
            return null;
        }
        KeyStore store = empty();
        Certificate[] chain = read(certificate).toArray(Certificate[]::new);
        store.setKeyEntry("us", PemKey.read(key), new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /** As libpq does it, certificates of authorities that are there make {@code require} look at the server's as well. */
    private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
        boolean system = roots.getFileName() != null && roots.toString().equals(SYSTEM);
        if (mode.verifies() && system) {
            return null;
        }
        boolean there = Files.exists(roots);
        if (!mode.verifies() && !(mode == SslMode.REQUIRE && there && !system)) {
            return new TrustManager[] {new Anybody()};
        }
        if (!there) {
            throw new IOException("PGSSLMODE=" + mode.word() + " needs certificates of authorities, and "
                    + (rootsWereNamed ? "PGSSLROOTCERT names " : "there is no ") + roots
                    + (rootsWereNamed ? ", which is not there" : ""));
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate each : read(roots)) {
            store.setCertificateEntry("root" + number++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /** Where the settings ask for secrecy and not for proof. */
    private record Anybody() implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // nobody asks us
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // PGSSLMODE=verify-full is there for who wants to know
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
