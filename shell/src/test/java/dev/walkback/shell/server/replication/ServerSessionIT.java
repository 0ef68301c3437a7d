package dev.walkback.shell.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.server.replication.ServerSession.Purpose;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.SelfSigned;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol's client against a real server that lets each role in by another kind of proof. */
class ServerSessionIT {

    private static final String SECRET = "pa ss:wörd";

    private static PostgresServer server;
    private static Path socketFolder;
    private static SelfSigned identity;
    private static @TempDir Path folder;

    @BeforeAll
    static void a_server_that_asks_for_proofs() throws IOException {
        server = Components.postgres(Components.postgresMajors().getLast(), Map.of());
        socketFolder = server.freshFolder();
        Files.setPosixFilePermissions(socketFolder, PosixFilePermissions.fromString("rwxrwxrwx"));
        identity = SelfSigned.in(folder);
        Path certificate = given(identity.certificate());
        Path key = given(identity.privateKey());
        server.sql(
                "set password_encryption = 'md5'",
                "create role digested login replication password '" + SECRET + "'",
                "set password_encryption = 'scram-sha-256'",
                "create role clear login replication password '" + SECRET + "'",
                "create role salted login replication password '" + SECRET + "'",
                "create role sealed login replication password '" + SECRET + "'",
                "create role open login replication password '" + SECRET + "'",
                "create role idle login password '" + SECRET + "'",
                "create role known login replication");
        Files.writeString(server.data().resolve("pg_hba.conf"), """
                local all,replication all trust
                hostssl replication sealed all scram-sha-256
                hostnossl replication open all scram-sha-256
                hostssl replication known all cert map=us
                host replication digested all md5
                host replication clear all password
                host replication,all salted all scram-sha-256
                host replication idle all trust
                host replication,all postgres all trust
                """);
        Files.writeString(server.data().resolve("pg_ident.conf"), "us localhost known\n");
        server.stop();
        server.set("unix_socket_directories", socketFolder.toString());
        server.set("ssl", "on");
        server.set("ssl_cert_file", certificate.toString());
        server.set("ssl_key_file", key.toString());
        server.set("ssl_ca_file", certificate.toString());
        server.start();
    }

    @AfterAll
    static void it_goes() {
        server.close();
    }

    /** A file of the server's own. */
    private static Path given(Path file) throws IOException {
        Path copy = server.data().resolve(file.getFileName());
        Files.copy(file, copy);
        Files.setOwner(copy, Files.getOwner(server.data()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        return copy;
    }

    private static Map<String, String> settings(String user, String... more) {
        Map<String, String> settings = new HashMap<>(server.environment());
        settings.put("PGUSER", user);
        settings.put("PGPASSWORD", SECRET);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static String systemOf(Map<String, String> settings) {
        try (ServerSession session =
                ServerSession.open(new ServerAddress(settings, "nobody", folder), Purpose.REPLICATION)) {
            return String.valueOf(session.ask("IDENTIFY_SYSTEM").first(1));
        }
    }

    private static ServerFailure failureOf(Map<String, String> settings) {
        try {
            systemOf(settings);
        } catch (ServerFailure failure) {
            return failure;
        }
        throw new AssertionError("the server let us in");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, disable",
        "clear, disable",
        "digested, disable",
        "salted, disable",
        "salted, prefer",
        "salted, require",
        "sealed, allow",
        "sealed, require",
        "open, prefer",
        "open, allow"
    })
    void each_kind_of_proof_is_given(String user, String mode) {
        assertThat(systemOf(settings(user, "PGSSLMODE", mode))).isEqualTo("1");
    }

    @Test
    void a_server_that_nobody_vouches_for_is_refused_where_proof_is_asked_for() {
        Path strangers = SelfSigned.in(emptyFolder()).certificate();
        ServerFailure failure =
                failureOf(settings("sealed", "PGSSLMODE", "verify-ca", "PGSSLROOTCERT", strangers.toString()));
        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageStartingWith("TLS: ");
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory(folder, "stranger");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_server_whose_certificate_is_known_passes_also_by_its_name() {
        String root = identity.certificate().toString();
        assertThat(systemOf(settings("sealed", "PGSSLMODE", "verify-full", "PGSSLROOTCERT", root)))
                .isEqualTo("1");
    }

    @Test
    void a_certificate_of_ours_is_shown() {
        assertThat(systemOf(settings(
                        "known",
                        "PGSSLMODE",
                        "require",
                        "PGSSLCERT",
                        identity.certificate().toString(),
                        "PGSSLKEY",
                        identity.privateKey().toString())))
                .isEqualTo("1");
    }

    @Test
    void certificates_of_authorities_that_are_not_there_are_missed() {
        assertThat(failureOf(settings("sealed", "PGSSLMODE", "verify-full")))
                .hasMessageContaining("PGSSLMODE=verify-full needs certificates of authorities")
                .hasMessageContaining("root.crt");
    }

    @Test
    void a_socket_in_the_file_system_is_a_way_in() {
        assertThat(systemOf(settings("postgres", "PGHOST", socketFolder.toString())))
                .isEqualTo("1");
    }

    @Test
    void the_password_file_has_a_line_for_replication() throws IOException {
        Path file = folder.resolve("pgpass");
        Files.writeString(file, "*:*:postgres:*:wrong\n*:*:replication:salted:pa ss\\:wörd\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> settings = settings("salted", "PGPASSFILE", file.toString());
        settings.remove("PGPASSWORD");
        assertThat(systemOf(settings)).isEqualTo("1");
    }

    @Test
    void a_wrong_password_is_denied_and_not_told() {
        Map<String, String> settings = settings("salted", "PGPASSWORD", "not-it-at-all");
        assertThat(failureOf(settings).kind()).isEqualTo(Kind.DENIED);
        assertThat(failureOf(settings).getMessage())
                .doesNotContain("not-it-at-all")
                .contains("salted");
    }

    @Test
    void a_password_that_nobody_wrote_down_is_missed() {
        Map<String, String> settings = settings("salted");
        settings.remove("PGPASSWORD");
        assertThat(failureOf(settings)).hasMessageContaining("neither PGPASSWORD nor the password file");
    }

    @Test
    void a_role_that_may_not_replicate_is_denied() {
        assertThat(failureOf(settings("idle")).kind()).isEqualTo(Kind.DENIED);
    }

    @Test
    void the_next_of_the_named_hosts_is_tried_where_nobody_answers() {
        String port = Integer.toString(server.port());
        assertThat(systemOf(settings("postgres", "PGHOST", "127.0.0.1,127.0.0.1", "PGPORT", "1," + port)))
                .isEqualTo("1");
    }

    @Test
    void no_host_is_tried_that_nobody_named() {
        // the server listens on the port that is preset on localhost, and nowhere else
        ServerFailure failure = failureOf(settings("postgres", "PGHOST", "127.0.0.2"));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.server()).isEqualTo("127.0.0.2:" + server.port());
    }

    @Test
    void what_is_no_server_is_told_so() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket caller = socket.accept()) {
                    caller.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    caller.getInputStream().read();
                } catch (IOException over) {
                    // the test says what it thinks
                }
            });
            assertThatThrownBy(() -> systemOf(settings(
                            "postgres", "PGPORT", Integer.toString(socket.getLocalPort()), "PGSSLMODE", "require")))
                    .hasMessageContaining("no PostgreSQL answers there");
        }
    }

    @Test
    void an_error_keeps_its_state_and_the_session_goes_on() {
        try (ServerSession session =
                ServerSession.open(new ServerAddress(settings("postgres"), "nobody", folder), Purpose.REPLICATION)) {
            assertThatThrownBy(() -> session.ask("TIMELINE_HISTORY 99"))
                    .isInstanceOfSatisfying(
                            ServerFailure.class,
                            failure -> assertThat(failure.sqlState()).isEqualTo("58P01"));
            assertThat(session.ask("SHOW wal_level").rows()).isEqualTo(List.of(List.of("replica")));
        }
    }
}
