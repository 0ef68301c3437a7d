package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class ComponentsIT {

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "brotli", "lzop", "xz", "gpg", "strace", "tmux"})
    void a_command_is_a_file_that_can_be_run(String name) {
        assertThat(Components.command(name)).isExecutable();
    }

    @Test
    void an_absent_command_skips_on_a_laptop_and_fails_in_ci() {
        assertThatThrownBy(() -> Components.command("no-such-command"))
                .isInstanceOf("true".equals(System.getenv("CI")) ? AssertionError.class : TestAbortedException.class)
                .hasMessageContaining("no-such-command is not installed");
    }

    @Test
    void s3proxy_turns_away_who_does_not_sign() throws Exception {
        assertThat(answer(Components.s3proxy().endpoint())).contains("AccessDenied");
    }

    @Test
    void s3proxy_with_tls_shows_its_certificate() throws IOException {
        S3ProxyServer server = Components.s3proxyWithTls();
        assertThat(server.endpoint()).hasScheme("https");
        assertThat(Files.readString(server.certificate())).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void radosgw_lists_no_buckets_to_strangers() throws Exception {
        assertThat(answer(Components.radosgw().endpoint())).contains("ListAllMyBucketsResult");
    }

    @Test
    void azurite_turns_away_who_does_not_sign() throws Exception {
        assertThat(answer(URI.create(Components.azurite().endpoint() + "?comp=list")))
                .contains("AuthorizationFailure");
    }

    @Test
    void sshd_lets_the_user_in_with_the_key() {
        Sshd sshd = Components.sshd();
        String said = Run.of(
                sshd.freshFolder(),
                Components.command("ssh").toString(),
                "-o",
                "UserKnownHostsFile=" + sshd.knownHosts(),
                "-o",
                "BatchMode=yes",
                "-i",
                sshd.key().toString(),
                "-p",
                Integer.toString(sshd.port()),
                sshd.user() + "@127.0.0.1",
                "echo in");
        assertThat(said.strip()).isEqualTo("in");
    }

    @Test
    void a_server_dies_with_the_process_that_asked_for_it() throws Exception {
        int port = Ports.free();
        Path folder = ServerProcess.freshFolder("child");
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerOwner.class.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(owner.inputReader().readLine()).isEqualTo("ready");
        owner.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(gone(folder, port)).isTrue();
    }

    private static boolean gone(Path folder, int port) throws InterruptedException {
        for (int i = 0; i < 500 && (Ports.answers(port) || Files.exists(folder)); i++) {
            Thread.sleep(20);
        }
        return !Ports.answers(port) && !Files.exists(folder);
    }

    private static String answer(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
