package dev.walkback.storage.ssh;

import dev.walkback.testing.Sshd;
import java.nio.file.Path;
import java.util.List;

/** How the tests come to a folder of the real server. */
final class OpenSsh {

    private OpenSsh() {}

    static SshConfig config(Sshd sshd, Path root) {
        return SshConfig.of("127.0.0.1", sshd.user(), root.toString())
                .withPort(sshd.port())
                .withKey(PrivateKey.unencrypted(sshd.key()))
                .withHostKeys(new HostKeys.Known(List.of(sshd.knownHosts())));
    }
}
