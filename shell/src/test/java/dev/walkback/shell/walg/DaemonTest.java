package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wal-g daemon}, spoken to in bytes by a client of the test's own. */
class DaemonTest {

    private static final String SEGMENT = "000000010000000000000003";
    private static final String ABSENT = "0000000100000000000000EE";
    private static final int SIZE = 1 << 20;

    @TempDir
    private Path folder;

    private Path data;
    private Path socket;
    private Path archive;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private Thread daemon;

    @BeforeEach
    void a_daemon_of_a_server_with_a_segment() throws Exception {
        data = Files.createDirectories(folder.toRealPath().resolve("data"));
        Files.createDirectories(data.resolve("pg_wal/archive_status"));
        archive = Files.createDirectory(folder.resolve("archive"));
        socket = folder.resolve("walg.sock");
        Files.write(data.resolve("pg_wal").resolve(SEGMENT), segment());
        Console console = console();
        daemon = Thread.ofPlatform().start(() -> {
            try {
                exit.complete(new WalgFace().run(List.of("daemon", socket.toString()), console));
            } catch (Throwable failure) {
                exit.completeExceptionally(failure);
            }
        });
        while (!Files.exists(socket) && !exit.isDone()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private Console console() {
        return new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                Map.of(
                        "WALG_FILE_PREFIX",
                        archive.toString(),
                        "PGDATA",
                        data.toString(),
                        "WALG_PG_WAL_SIZE",
                        "1",
                        "WALG_DOWNLOAD_CONCURRENCY",
                        "1"),
                Clock.systemUTC());
    }

    @AfterEach
    void it_is_told_to_end() throws Exception {
        daemon.interrupt();
        daemon.join();
    }

    @Test
    void a_check_is_answered_and_the_connection_stays_open() throws Exception {
        try (SocketChannel client = connected()) {
            send(client, "43 00 08 43 48 45 43 4B");
            assertThat(answer(client)).isEqualTo("O");
            send(client, "43 00 03 43 00 03");
            assertThat(answer(client) + answer(client)).isEqualTo("OO");
        }
    }

    @Test
    void a_push_is_in_the_archive_when_it_is_answered_and_the_connection_is_closed() throws Exception {
        try (SocketChannel client = connected()) {
            send(client, "46 00 1B" + hex(SEGMENT));
            assertThat(answer(client)).isEqualTo("O");
            assertThat(answer(client)).isEmpty();
        }
        assertThat(archive.resolve("wal_005").resolve(SEGMENT + ".lz4")).exists();
    }

    @Test
    void a_fetch_puts_it_where_it_is_wanted() throws Exception {
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        assertThat(asked("66 00 33 02 00 18" + hex(SEGMENT) + "00 13" + hex("pg_wal/RECOVERYXLOG")))
                .isEqualTo("O");
        assertThat(data.resolve("pg_wal/RECOVERYXLOG")).hasBinaryContent(segment());
    }

    @Test
    void what_the_archive_is_known_not_to_have_is_n() throws Exception {
        assertThat(fetch(ABSENT, "pg_wal/RECOVERYXLOG")).isEqualTo("N");
        assertThat(fetch("00000002.history", "pg_wal/RECOVERYHISTORY")).isEqualTo("N");
        assertThat(data.resolve("pg_wal/RECOVERYXLOG")).doesNotExist();
    }

    @Test
    void of_an_archive_that_is_gone_nothing_is_known() throws Exception {
        Files.delete(archive);
        assertThat(fetch(ABSENT, "pg_wal/RECOVERYXLOG")).isEqualTo("E");
    }

    @Test
    void a_destination_in_the_data_directory_may_be_named_whole() throws Exception {
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        assertThat(fetch(SEGMENT, data + "/pg_wal/RECOVERYXLOG")).isEqualTo("O");
    }

    @Test
    void where_pg_wal_is_a_link_to_is_reached_too() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(data.resolve("pg_wal"), elsewhere);
        Files.createSymbolicLink(data.resolve("pg_wal"), elsewhere);
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        assertThat(fetch(SEGMENT, "pg_wal/RECOVERYXLOG")).isEqualTo("O");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "pg_wal/../../outside", "/tmp/outside-of-data", "link/outside", ""})
    void nothing_is_written_outside_of_the_data_directory(String destination) throws Exception {
        Files.createSymbolicLink(data.resolve("link"), folder);
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        assertThat(fetch(SEGMENT, destination)).isEqualTo("E");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void no_folder_is_made_for_a_destination_that_has_none() throws Exception {
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        assertThat(fetch(SEGMENT, "tmp/RECOVERYXLOG")).isEqualTo("E");
        assertThat(data.resolve("tmp")).doesNotExist();
    }

    @Test
    void a_destination_that_exists_is_not_touched() throws Exception {
        assertThat(asked("46 00 1B" + hex(SEGMENT))).isEqualTo("O");
        Files.writeString(data.resolve("pg_wal/RECOVERYXLOG"), "mine");
        assertThat(fetch(SEGMENT, "pg_wal/RECOVERYXLOG")).isEqualTo("E");
        assertThat(data.resolve("pg_wal/RECOVERYXLOG")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../PG_VERSION", "archive_status/x", ".", "..", "", "/etc/passwd"})
    void only_plain_names_are_pushed(String name) throws Exception {
        Files.writeString(data.resolve("PG_VERSION"), "15");
        assertThat(asked("46" + length(name.length() + 3) + hex(name))).isEqualTo("E");
        assertThat(archive).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "a file that is not there,   46 00 04 41",
        "one argument,               66 00 07 01 00 01 41",
        "three arguments,            66 00 0D 03 00 01 41 00 01 41 00 01 41",
        "a byte too many,            66 00 0B 02 00 01 41 00 01 41 41",
        "an empty body,              66 00 03",
        "a body that is cut short,   66 00 06 02 00 05",
        "a length below three,       43 00 02",
        "no length at all,           43 00 00",
        "a type that is none,        51 00 03"
    })
    void everything_else_is_e(String what, String bytes) throws Exception {
        assertThat(asked(bytes)).as(what).isEqualTo("E");
    }

    @Test
    void a_client_that_leaves_is_no_reason_to_end() throws Exception {
        try (SocketChannel client = connected()) {
            send(client, "46 00 1B 30 30");
        }
        assertThat(asked("43 00 03")).isEqualTo("O");
    }

    @Test
    void told_to_end_it_ends_with_0_and_takes_its_socket_away() throws Exception {
        daemon.interrupt();
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(socket).doesNotExist();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("daemon shutting down");
    }

    @Test
    void what_is_no_socket_is_not_removed_for_one() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThat(new WalgFace().run(List.of("daemon", file.toString()), console()))
                .isEqualTo(1);
        assertThat(file).hasContent("mine");
    }

    /** The socket has its file a moment before somebody listens. */
    private SocketChannel connected() throws IOException {
        for (int i = 0; ; i++) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (ConnectException notYet) {
                if (i == 500) {
                    throw notYet;
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private String asked(String hex) throws IOException {
        try (SocketChannel client = connected()) {
            send(client, hex);
            return answer(client);
        }
    }

    private String fetch(String name, String destination) throws IOException {
        int length = 3 + 1 + 2 + name.length() + 2 + destination.length();
        return asked("66" + length(length) + "02" + length(name.length()) + hex(name) + length(destination.length())
                + hex(destination));
    }

    private static String length(int number) {
        return HexFormat.of().toHexDigits((short) number);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(SocketChannel client, String hex) throws IOException {
        client.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    /** One byte; nothing when the connection is over. */
    private static String answer(SocketChannel client) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return client.read(one) < 0 ? "" : String.valueOf((char) one.get(0));
    }

    private static byte[] segment() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0xD110).putShort((short) 2).putInt(1).putLong(3L * SIZE);
        bytes.putInt(0)
                .putInt(0)
                .putLong(7_710_575_489_334_120_503L)
                .putInt(SIZE)
                .putInt(8192);
        return bytes.array();
    }
}
