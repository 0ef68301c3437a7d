package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenSSH's server for the user who runs the tests, with keys made for this run only. */
public final class Sshd implements AutoCloseable {

    private static final String PASSPHRASE = "secret pass";

    private final ServerProcess process;
    private final int port;

    private Sshd(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Sshd start() throws AbsentComponent {
        Path sshd = Installed.command("sshd");
        String keygen = Installed.command("ssh-keygen").toString();
        Path folder = ServerProcess.freshFolder("sshd");
        int port = Ports.free();
        for (String type : List.of("ed25519", "ecdsa")) {
            key(folder, keygen, type, "host_" + type, "");
        }
        key(folder, keygen, "ed25519", "user_ed25519", "");
        key(folder, keygen, "rsa", "user_rsa", "");
        key(folder, keygen, "ed25519", "user_encrypted", PASSPHRASE);
        key(folder, keygen, "ed25519", "stranger", "");
        letOthersThrough(folder);
        write(folder.resolve("authorized_keys"), lines(folder, "user_ed25519", "user_rsa", "user_encrypted"));
        write(folder.resolve("known_hosts"), knownHosts(folder, port));
        write(folder.resolve("sshd_config"), configuration(folder, port));
        privilegeSeparationFolder();
        List<String> command = List.of(
                sshd.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString());
        return new Sshd(ServerProcess.start(folder, command, () -> Ports.answers(port)), port);
    }

    public int port() {
        return port;
    }

    /** The user whose server it is. */
    public String user() {
        return System.getProperty("user.name");
    }

    /**
     * Another user who may log in with the same keys, and may look at what {@link #freshFolder()} gives but not change it.
     * Only where the server runs as root; elsewhere nobody else can log in.
     */
    public Optional<String> lesserUser() {
        return "root".equals(user()) ? Optional.of("nobody") : Optional.empty();
    }

    /** A private key that opens the door. */
    public Path key() {
        return process.folder().resolve("user_ed25519");
    }

    public Path rsaKey() {
        return process.folder().resolve("user_rsa");
    }

    /** A private key that opens the door and is itself locked by {@link #passphrase()}. */
    public Path encryptedKey() {
        return process.folder().resolve("user_encrypted");
    }

    public String passphrase() {
        return PASSPHRASE;
    }

    /** A private key that the server does not know. */
    public Path strangersKey() {
        return process.folder().resolve("stranger");
    }

    /** A known_hosts file that vouches for this server. */
    public Path knownHosts() {
        return process.folder().resolve("known_hosts");
    }

    /** An empty folder that the server can reach under the same path. */
    public Path freshFolder() {
        try {
            Path folder = Files.createTempDirectory(process.folder(), "home-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path configurationFile() {
        return process.folder().resolve("sshd_config");
    }

    @Override
    public void close() {
        process.close();
    }

    private static String configuration(Path folder, int port) {
        return """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %2$s/host_ed25519
                HostKey %2$s/host_ecdsa
                PidFile none
                AuthorizedKeysFile %2$s/authorized_keys
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                MaxStartups 100
                MaxSessions 100
                Subsystem sftp internal-sftp
                """.formatted(port, folder);
    }

    // the server reads the keys, and the folders, as the user who logs in
    private static void letOthersThrough(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void key(Path folder, String keygen, String type, String name, String passphrase) {
        Run.of(folder, keygen, "-q", "-t", type, "-N", passphrase, "-f", name);
    }

    private static String knownHosts(Path folder, int port) {
        return lines(folder, "host_ed25519", "host_ecdsa")
                .lines()
                .map(line -> line.split(" "))
                .map(words -> "[127.0.0.1]:" + port + " " + words[0] + " " + words[1] + "\n")
                .collect(Collectors.joining());
    }

    private static String lines(Path folder, String... keys) {
        return Stream.of(keys).map(key -> read(folder.resolve(key + ".pub"))).collect(Collectors.joining());
    }

    // Debian's sshd insists on it when it runs as root; the package's service would make it
    private static void privilegeSeparationFolder() {
        Path folder = Path.of("/run/sshd");
        if (!Files.exists(folder) && "root".equals(System.getProperty("user.name"))) {
            try {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
