package dev.walkback.storage.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A server that is not OpenSSH's, in this process: Apache's, with none of OpenSSH's extensions, and with a password. */
final class OtherServer implements AutoCloseable {

    static final String PASSWORD = "open sesame";

    private final SshServer server;

    OtherServer(SftpEventListener listener) {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(listener);
        server.setSubsystemFactories(List.of(sftp));
        // none at all would mean the usual ones; this one we never use
        SftpModuleProperties.OPENSSH_EXTENSIONS.set(server, "lsetstat@openssh.com=1");
        SftpModuleProperties.CLIENT_EXTENSIONS.set(server, "");
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 3);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SshConfig config(Path root) {
        return SshConfig.of("127.0.0.1", "someone", root.toString())
                .withPort(server.getPort())
                .withPassword(PASSWORD)
                .withHostKeys(new HostKeys.Unchecked());
    }

    /** Breaks every connection, without a word. */
    void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
