package dev.walkback.storage.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the known_hosts files that speak of one host, and the judgement over the key it shows. Hashed names, patterns,
 * {@code [host]:port}, {@code @revoked} and {@code @cert-authority} count as they do for OpenSSH. One of these serves one
 * attempt to connect, and remembers why it refused.
 */
final class KnownHosts implements ServerKeyVerifier {

    private static final String REVOKED = "revoked";
    private static final String AUTHORITY = "cert-authority";

    private final String name;
    private final List<Path> files;
    private final List<Line> lines;
    private volatile @Nullable String refusal;

    private record Line(Path file, String marker, String type, PublicKey key) {}

    private KnownHosts(String name, List<Path> files, List<Line> lines) {
        this.name = name;
        this.files = files;
        this.lines = lines;
    }

    /** Reads what the files say of a host. A file that is there and cannot be read is an error, one that is not there is empty. */
    static KnownHosts of(String host, int port, List<Path> files) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : files) {
            for (KnownHostEntry entry : entries(file)) {
                if (entry.isHostMatch(host, port)) {
                    add(lines, file, entry);
                }
            }
        }
        return new KnownHosts(port == SshConfig.DEFAULT_PORT ? host : "[" + host + "]:" + port, files, lines);
    }

    private static List<KnownHostEntry> entries(Path file) throws IOException {
        List<KnownHostEntry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                addEntry(entries, line.strip());
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return entries;
    }

    // one line that makes no sense must not hide the others, as it does not for OpenSSH
    private static void addEntry(List<KnownHostEntry> entries, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
            if (entry != null && entry.getKeyEntry() != null) {
                entries.add(entry);
            }
        } catch (RuntimeException nonsense) {
            // skipped
        }
    }

    private static void add(List<Line> lines, Path file, KnownHostEntry entry) {
        try {
            PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            if (key != null) {
                String marker = entry.getMarker() == null ? "" : entry.getMarker();
                lines.add(new Line(file, marker, entry.getKeyEntry().getKeyType(), key));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            // a kind of key that is unknown here can match no key that is known
        }
    }

    /** The types of the keys that the host is known by; asking it for another would make it look like a stranger. */
    Set<String> types() {
        return lines.stream()
                .filter(line -> line.marker().isEmpty())
                .map(Line::type)
                .collect(Collectors.toSet());
    }

    /** Whether someone is trusted to vouch for the host. */
    boolean takesCertificates() {
        return lines.stream().anyMatch(line -> line.marker().equals(AUTHORITY));
    }

    /** Why the host was refused, with what to do; null when it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
        refusal = judge(shown);
        return refusal == null;
    }

    private @Nullable String judge(PublicKey shown) {
        PublicKey own = shown instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : shown;
        PublicKey decisive = shown instanceof OpenSshCertificate certificate ? certificate.getCaPubKey() : shown;
        String fingerprint = KeyUtils.getKeyType(own) + " " + KeyUtils.getFingerPrint(own);
        for (Line line : lines) {
            if (line.marker().equals(REVOKED) && (same(line, own) || same(line, decisive))) {
                return "the key of " + name + " (" + fingerprint + ") is revoked in " + line.file();
            }
        }
        String marker = shown instanceof OpenSshCertificate ? AUTHORITY : "";
        if (lines.stream().anyMatch(line -> line.marker().equals(marker) && same(line, decisive))) {
            return null;
        }
        return refusal(fingerprint);
    }

    private String refusal(String fingerprint) {
        for (Line line : lines) {
            if (line.marker().isEmpty()) {
                return "the key of " + name + " has changed: it shows " + fingerprint + ", but " + line.file()
                        + " knows it by " + KeyUtils.getKeyType(line.key()) + " "
                        + KeyUtils.getFingerPrint(line.key())
                        + ". Someone may be in between. If the server was really set up anew, check the fingerprint"
                        + " there, then remove the old key: ssh-keygen -R '" + name + "' -f " + line.file();
            }
        }
        return "the key of " + name + " is unknown: it shows " + fingerprint + ", and none of " + files
                + " names it. If that is its fingerprint (on the server: ssh-keygen -lf"
                + " /etc/ssh/ssh_host_ed25519_key.pub), add the key there, for instance by connecting once with ssh";
    }

    private static boolean same(Line line, PublicKey key) {
        return KeyUtils.compareKeys(line.key(), key);
    }
}
