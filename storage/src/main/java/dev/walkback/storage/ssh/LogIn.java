package dev.walkback.storage.ssh;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** From a host's name to a session that may be worked with, within one time limit, or a failure that says which door was shut. */
final class LogIn {

    private static final String ATTEMPT = "log in as ";

    private final SshConfig config;
    private final SshClient client;
    private final List<NamedFactory<Signature>> signatures;
    private final long end;
    private @Nullable KnownHosts knownHosts;

    /** @param signatures what the client can verify, best first */
    LogIn(SshConfig config, SshClient client, List<NamedFactory<Signature>> signatures) {
        this.config = config;
        this.client = client;
        this.signatures = signatures;
        this.end = System.nanoTime() + config.limits().connect().toNanos();
    }

    ClientSession session() throws InterruptedException {
        List<KeyPair> keys = keys();
        prepareHostKeys();
        ClientSession session = connected();
        boolean in = false;
        try {
            keys.forEach(session::addPublicKeyIdentity);
            if (config.password() != null) {
                session.addPasswordIdentity(config.password());
            }
            session.auth().verify(left());
            in = true;
            return session;
        } catch (IOException e) {
            throw refused(e);
        } finally {
            if (!in) {
                session.close(true);
            }
        }
    }

    private ClientSession connected() throws InterruptedException {
        IOException last = null;
        try {
            for (InetAddress address : Names.addresses(config.host(), left())) {
                try {
                    return client.connect(config.user(), new InetSocketAddress(address, config.port()))
                            .verify(left())
                            .getSession();
                } catch (IOException e) {
                    last = e;
                }
            }
        } catch (IOException e) {
            last = e;
        }
        throw unreachable(
                "connect", last == null ? new IOException("the name " + config.host() + " has no address") : last);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private void prepareHostKeys() {
        if (!(config.hostKeys() instanceof HostKeys.Known known)) {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            return;
        }
        try {
            KnownHosts hosts = KnownHosts.of(config.host(), config.port(), known.files());
            knownHosts = hosts;
            client.setServerKeyVerifier(hosts);
            client.setSignatureFactories(preferred(hosts));
        } catch (IOException e) {
            throw denied(Reason.SERVER_IDENTITY, "the known hosts cannot be read: " + Failures.text(e), e);
        }
    }

    /** Certificates only where someone is trusted to make them; then the types that the host is known by. */
    private List<NamedFactory<Signature>> preferred(KnownHosts hosts) {
        List<NamedFactory<Signature>> order = new ArrayList<>(signatures);
        if (!hosts.takesCertificates()) {
            order.removeIf(LogIn::certificate);
        }
        order.sort(Comparator.comparing(
                signature -> !certificate(signature) && !hosts.types().contains(keyType(signature.getName()))));
        return order;
    }

    private static boolean certificate(NamedFactory<Signature> signature) {
        return signature.getName().contains("-cert-");
    }

    private static String keyType(String signature) {
        return signature.startsWith("rsa-sha2") ? "ssh-rsa" : signature;
    }

    private List<KeyPair> keys() {
        PrivateKey key = config.key();
        if (key == null) {
            if (config.password() == null) {
                throw denied(Reason.CREDENTIALS, "neither a private key nor a password is set", null);
            }
            return List.of();
        }
        String passphrase = key.passphrase();
        FilePasswordProvider password =
                passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase);
        List<KeyPair> pairs = new ArrayList<>();
        try (InputStream file = Files.newInputStream(key.file())) {
            Iterable<KeyPair> found =
                    SecurityUtils.loadKeyPairIdentities(null, new PathResource(key.file()), file, password);
            if (found != null) {
                found.forEach(pairs::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw denied(Reason.CREDENTIALS, unusable(key, e), e);
        }
        if (pairs.isEmpty()) {
            throw denied(Reason.CREDENTIALS, "there is no private key in " + key.file(), null);
        }
        return pairs;
    }

    private static String unusable(PrivateKey key, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException) {
                return "there is no private key file " + key.file();
            }
            if (cause instanceof AccessDeniedException) {
                return "the private key file " + key.file() + " may not be read";
            }
        }
        return "the private key file " + key.file()
                + (key.passphrase() == null
                        ? " cannot be used; it is no private key, or needs a passphrase"
                        : " does not open with the passphrase");
    }

    private StorageException refused(IOException e) {
        KnownHosts hosts = knownHosts;
        String identity = hosts == null ? null : hosts.refusal();
        if (identity != null) {
            return denied(Reason.SERVER_IDENTITY, identity, e);
        }
        String text = Failures.text(e);
        if (Failures.interrupted(e)) {
            return new StorageException.Interrupted(config.location(), ATTEMPT + config.user(), e);
        }
        int code = disconnect(e);
        if (text.contains("No more authentication methods")
                || text.contains("Too many authentication failures")
                || code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                || code == SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME) {
            return denied(Reason.CREDENTIALS, "the server accepted neither of: " + tried(), e);
        }
        if (code == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED || text.contains("Unable to negotiate")) {
            return new StorageException.Rejected(config.location(), "connect", text, e);
        }
        return unreachable(ATTEMPT + config.user(), e);
    }

    private static int disconnect(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh && ssh.getDisconnectCode() != 0) {
                return ssh.getDisconnectCode();
            }
        }
        return 0;
    }

    private String tried() {
        List<String> tried = new ArrayList<>();
        if (config.key() != null) {
            tried.add("key " + config.key().file());
        }
        if (config.password() != null) {
            tried.add("password");
        }
        return String.join(", ", tried);
    }

    private StorageException unreachable(String attempted, IOException e) {
        if (Failures.interrupted(e)) {
            return new StorageException.Interrupted(config.location(), attempted, e);
        }
        String why = System.nanoTime() >= end
                ? "no connection within " + Seconds.of(config.limits().connect())
                : Failures.text(e);
        return new StorageException.Unreachable(config.location(), attempted, why, e);
    }

    private StorageException.Denied denied(Reason reason, String why, @Nullable Exception e) {
        return new StorageException.Denied(config.location(), reason, ATTEMPT + config.user(), why, e);
    }
}
