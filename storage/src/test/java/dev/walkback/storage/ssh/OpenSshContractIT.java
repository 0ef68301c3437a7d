package dev.walkback.storage.ssh;

import dev.walkback.storage.Means;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.storage.TimeLimits;
import dev.walkback.testing.Components;
import dev.walkback.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract, against OpenSSH's own server. */
class OpenSshContractIT extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new Folder(Components.sshd());
    }

    private static final class Folder implements StorageUnderTest {

        private final Sshd sshd;
        private final Path root;

        Folder(Sshd sshd) {
            this.sshd = sshd;
            this.root = sshd.freshFolder();
        }

        private SshConfig config() {
            return OpenSsh.config(sshd, root);
        }

        @Override
        public MutableStorage open() {
            return new SshStorage(config(), Clock.systemUTC());
        }

        @Override
        public Means<Opening> missingRoot() {
            return Means.of(
                    () -> new SshStorage(OpenSsh.config(sshd, root.resolve("no/such/folder")), Clock.systemUTC()));
        }

        @Override
        public Means<Opening> wrongCredentials() {
            SshConfig wrong = config().withKey(PrivateKey.unencrypted(sshd.strangersKey()));
            return Means.of(() -> new SshStorage(wrong, Clock.systemUTC()));
        }

        @Override
        public Means<Opening> readOnly() {
            return Means.of(() -> {
                if (sshd.lesserUser().isPresent()) {
                    SshConfig lesser = new SshConfig(
                            "127.0.0.1",
                            sshd.port(),
                            sshd.lesserUser().get(),
                            root.toString(),
                            null,
                            PrivateKey.unencrypted(sshd.key()),
                            new HostKeys.Known(List.of(sshd.knownHosts())),
                            2,
                            TimeLimits.DEFAULT);
                    return new SshStorage(lesser, Clock.systemUTC());
                }
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
                return open();
            });
        }

        @Override
        public Means<Server> server() {
            return Means.of(new Server() {
                @Override
                public int port() {
                    return sshd.port();
                }

                @Override
                public MutableStorage openThrough(int port, TimeLimits limits) {
                    SshConfig through = config().withPort(port)
                            .withHostKeys(new HostKeys.Unchecked())
                            .withLimits(limits);
                    return new SshStorage(through, Clock.systemUTC());
                }
            });
        }

        @Override
        public Map<String, String> keysItCannotHold() {
            return Map.of();
        }

        @Override
        public void close() throws IOException {
            if (sshd.lesserUser().isEmpty()) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
