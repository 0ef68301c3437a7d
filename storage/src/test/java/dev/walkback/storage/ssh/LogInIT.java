package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import dev.walkback.storage.StorageException.Denied.Reason;
import dev.walkback.testing.Components;
import dev.walkback.testing.KillableSshd;
import dev.walkback.testing.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Whom OpenSSH's server lets in, and which servers we believe. */
class LogInIT {

    @TempDir
    private Path temp;

    private Sshd sshd;
    private Path root;

    @BeforeEach
    void start() throws IOException {
        sshd = Components.sshd();
        root = sshd.freshFolder();
        Files.writeString(root.resolve("object"), "here");
    }

    @Test
    void an_unknown_host_is_refused_with_what_to_do() throws IOException {
        Denied denied = denied(knowing(""));

        assertThat(denied.reason()).isEqualTo(Reason.SERVER_IDENTITY);
        assertThat(denied.why()).contains("[127.0.0.1]:" + sshd.port() + " is unknown", "SHA256:");
    }

    @Test
    void a_missing_known_hosts_file_is_like_an_empty_one() {
        Denied denied = denied(config().withHostKeys(new HostKeys.Known(List.of(temp.resolve("none")))));

        assertThat(denied.why()).contains("is unknown");
    }

    @Test
    void a_changed_host_key_is_refused_as_changed() throws IOException {
        Denied denied = denied(knowing(line("stranger")));

        assertThat(denied.reason()).isEqualTo(Reason.SERVER_IDENTITY);
        assertThat(denied.why()).contains("has changed", "ssh-keygen -R");
    }

    @Test
    void a_hashed_entry_vouches_for_its_host() throws IOException, InterruptedException {
        SshConfig hashed = knowing(line("host_ed25519"));
        Path file = temp.resolve("known_hosts");
        int status = new ProcessBuilder(Components.command("ssh-keygen").toString(), "-q", "-H", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("keygen.log").toFile())
                .start()
                .waitFor();
        assertThat(status).isZero();
        assertThat(file).content().startsWith("|1|");

        assertThat(sees(hashed)).isTrue();
    }

    @Test
    void an_entry_of_another_port_vouches_for_nobody() throws IOException {
        SshConfig other = knowing(line("host_ed25519").replace(":" + sshd.port(), ":1"));

        assertThat(denied(other).reason()).isEqualTo(Reason.SERVER_IDENTITY);
    }

    @Test
    void a_revoked_key_is_refused_though_another_line_knows_it() throws IOException {
        Denied denied = denied(knowing(line("host_ed25519") + "@revoked " + line("host_ed25519")));

        assertThat(denied.why()).contains("is revoked in");
    }

    @Test
    void a_line_of_nonsense_does_not_hide_the_next_one() throws IOException {
        assertThat(sees(knowing("nonsense\n[::: ssh-ed25519 ###\n" + line("host_ed25519"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host_ed25519", "host_ecdsa"})
    void a_host_is_asked_for_the_kind_of_key_it_is_known_by(String known) throws IOException {
        assertThat(sees(knowing(line(known)))).isTrue();
    }

    @Test
    void a_host_with_an_rsa_key_is_believed_by_it() throws IOException {
        try (KillableSshd rsa = KillableSshd.beside(sshd, "HostKey=" + sshd.rsaKey())) {
            String line = line("user_rsa").replace(":" + sshd.port(), ":" + rsa.port());

            assertThat(sees(knowing(line).withPort(rsa.port()))).isTrue();
        }
    }

    @Test
    void an_unknown_user_is_turned_away() {
        Denied denied = denied(new SshConfig(
                "127.0.0.1",
                sshd.port(),
                "no-such-user",
                root.toString(),
                null,
                PrivateKey.unencrypted(sshd.key()),
                config().hostKeys(),
                1,
                config().limits()));

        assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS);
    }

    @Test
    void a_strangers_key_is_turned_away_and_named() {
        Denied denied = denied(config().withKey(PrivateKey.unencrypted(sshd.strangersKey())));

        assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(denied.why()).contains("key " + sshd.strangersKey());
    }

    @Test
    void an_rsa_key_opens_the_door() {
        assertThat(sees(config().withKey(PrivateKey.unencrypted(sshd.rsaKey()))))
                .isTrue();
    }

    @Test
    void an_encrypted_key_opens_the_door_with_its_passphrase() {
        assertThat(sees(config().withKey(new PrivateKey(sshd.encryptedKey(), sshd.passphrase()))))
                .isTrue();
    }

    @Test
    void an_encrypted_key_without_its_passphrase_says_so() {
        Denied denied = denied(config().withKey(PrivateKey.unencrypted(sshd.encryptedKey())));

        assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(denied.why()).contains("needs a passphrase");
    }

    @Test
    void a_wrong_passphrase_is_told_and_not_shown() {
        Denied denied = denied(config().withKey(new PrivateKey(sshd.encryptedKey(), "wr0ng-pass")));

        assertThat(denied.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(denied.why())
                .contains("does not open with the passphrase")
                .doesNotContain("wr0ng-pass", sshd.passphrase());
    }

    @Test
    void a_missing_key_file_is_named() {
        Denied denied = denied(config().withKey(PrivateKey.unencrypted(temp.resolve("none"))));

        assertThat(denied.why()).contains("no private key file " + temp.resolve("none"));
    }

    @Test
    void a_root_that_is_not_there_is_no_missing_object() {
        try (SshStorage storage = open(OpenSsh.config(sshd, root.resolve("no/such")))) {
            StorageException.NoStorage none =
                    catchThrowableOfType(StorageException.NoStorage.class, () -> storage.stat("object"));

            assertThat(none.what()).contains("/no/such");
        }
    }

    @Test
    void who_may_only_look_is_denied_to_write() {
        Optional<String> lesser = sshd.lesserUser();
        if (lesser.isEmpty()) {
            throw new TestAbortedException("sshd: only a server of root lets another user in");
        }
        SshConfig looking = new SshConfig(
                "127.0.0.1",
                sshd.port(),
                lesser.get(),
                root.toString(),
                null,
                config().key(),
                config().hostKeys(),
                2,
                config().limits());
        try (SshStorage storage = open(looking)) {
            Denied denied = catchThrowableOfType(
                    Denied.class, () -> storage.write("new", Content.of(new byte[3]), Overwrite.ALLOWED));

            assertThat(denied.reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(root.resolve("new")).doesNotExist();
            assertThat(storage.stat("object")).isPresent();
        }
    }

    private SshConfig config() {
        return OpenSsh.config(sshd, root);
    }

    private SshConfig knowing(String lines) throws IOException {
        Path file = Files.writeString(temp.resolve("known_hosts"), lines);
        return config().withHostKeys(new HostKeys.Known(List.of(file)));
    }

    /** What known_hosts would hold if the server had one of its keys. */
    private String line(String key) throws IOException {
        String[] words =
                Files.readString(sshd.key().resolveSibling(key + ".pub")).split(" ", 3);
        return "[127.0.0.1]:" + sshd.port() + " " + words[0] + " " + words[1].strip() + "\n";
    }

    private static SshStorage open(SshConfig config) {
        return new SshStorage(config, Clock.systemUTC());
    }

    private static boolean sees(SshConfig config) {
        try (SshStorage storage = open(config)) {
            return storage.stat("object").isPresent();
        }
    }

    private static Denied denied(SshConfig config) {
        try (SshStorage storage = open(config)) {
            return catchThrowableOfType(Denied.class, () -> storage.stat("object"));
        }
    }
}
