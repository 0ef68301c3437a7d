package dev.walkback.engine.restore.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command is run as PostgreSQL runs it: by sh, in the data directory, with the names put in. Each shell there is plays sh. */
class GuardTest {

    private static final String FIRST = "00000002000000000000000D";
    private static final String SECOND = "00000002000000000000000E";
    private static final String HISTORY = "00000002.history";
    private static final int BYTES = 1 << 20;
    private static final int STOPS = 254;

    static final List<Path> SHELLS = Stream.of("dash", "bash", "busybox", "ksh", "mksh", "yash")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .toList();

    static final List<String> FOLDERS = List.of(
            "it's \"50% of\\ $HOME `x` WAL", "$(exit 0) #;&&", " blank ", "%f%p%r%%", "-n", "\u00e9\u4e16", "a'b''c");

    @TempDir
    Path host;

    private WalStage stage = new WalStage(Path.of("/"));
    private Path data = Path.of("/");

    @BeforeEach
    void stage_two_segments_and_a_history() throws IOException {
        data = Files.createDirectories(host.resolve("data/pg_wal")).getParent();
        stage = filled("data.wal");
    }

    private WalStage filled(String name) throws IOException {
        WalStage fresh = new WalStage(Files.createDirectory(host.resolve(name)));
        Files.write(fresh.folder().resolve(FIRST), new byte[BYTES]);
        Files.write(fresh.folder().resolve(SECOND), new byte[BYTES]);
        Files.writeString(fresh.folder().resolve(HISTORY), "1\t0/D000000\tno recovery target specified\n");
        Files.writeString(fresh.manifestFile(), manifest());
        try (InputStream script = Objects.requireNonNull(WalStage.class.getResourceAsStream("fetch"))) {
            Files.copy(script, fresh.guard());
        }
        return fresh;
    }

    private static String manifest() {
        return new StageManifest(
                        new SystemIdentifier(7_301_994_612_345_674_410L),
                        new Timeline(2),
                        new Lsn(0xD000000),
                        new Lsn(0xF000000),
                        List.of(
                                new StageManifest.Entry(HISTORY, 41, 0xABCDEFL),
                                new StageManifest.Entry(FIRST, BYTES, 1),
                                new StageManifest.Entry(SECOND, BYTES, 2)))
                .text();
    }

    @Test
    void there_is_more_than_one_shell_to_try() {
        assertThat(SHELLS).extracting(shell -> shell.getFileName().toString()).contains("dash", "bash");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_listed_segment_is_handed_out(Path shell) throws Exception {
        assertThat(run(shell, FIRST)).isZero();
        assertThat(destination()).hasSize(BYTES);
        assertThat(names(data.resolve("pg_wal"))).containsExactly("RECOVERYXLOG");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void so_is_a_history(Path shell) throws Exception {
        assertThat(run(shell, HISTORY)).isZero();
        assertThat(destination()).hasSameBinaryContentAs(stage.folder().resolve(HISTORY));
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void what_is_not_listed_is_the_end(Path shell) throws Exception {
        assertThat(run(shell, "00000002000000000000000F")).isEqualTo(1);
        assertThat(run(shell, "00000003.history")).isEqualTo(1);
        assertThat(destination()).doesNotExist();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void what_lies_there_unlisted_is_not_handed_out(Path shell) throws Exception {
        Files.write(stage.folder().resolve("00000002000000000000000F"), new byte[BYTES]);
        assertThat(run(shell, "00000002000000000000000F")).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void what_is_listed_and_gone_stops_the_server(Path shell) throws Exception {
        Files.delete(stage.folder().resolve(FIRST));
        assertThat(run(shell, FIRST)).isEqualTo(STOPS);
        assertThat(said()).content().contains(FIRST + " is listed in the manifest and not there");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void so_does_a_missing_manifest(Path shell) throws Exception {
        Files.delete(stage.manifestFile());
        assertThat(run(shell, FIRST)).isEqualTo(STOPS);
        assertThat(run(shell, "00000003.history")).isEqualTo(STOPS);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void so_does_a_disk_that_is_not_mounted(Path shell) throws Exception {
        Files.move(stage.folder(), host.resolve("elsewhere"));
        assertThat(run(shell, "00000003.history")).isEqualTo(STOPS);
        Files.createDirectory(stage.folder());
        assertThat(run(shell, "00000003.history")).isEqualTo(STOPS);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_manifest_cut_anywhere_never_says_that_there_is_no_more(Path shell) throws Exception {
        String whole = manifest();
        for (int length = 0; length < whole.length(); length += 3) {
            Files.writeString(stage.manifestFile(), whole.substring(0, length));
            assertThat(run(shell, "00000003.history")).as("cut at %d", length).isEqualTo(STOPS);
        }
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_manifest_that_lost_a_line_never_says_that_there_is_no_more(Path shell) throws Exception {
        Files.writeString(stage.manifestFile(), manifest().replaceFirst(FIRST + ".*\n", ""));
        assertThat(run(shell, FIRST)).isEqualTo(STOPS);
        assertThat(run(shell, "00000003.history")).isEqualTo(STOPS);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_script_cut_anywhere_stops_the_server(Path shell) throws Exception {
        String whole = Files.readString(stage.guard());
        for (int length = 0; length < whole.length() - 2; length += 61) {
            Files.writeString(stage.guard(), whole.substring(0, length));
            assertThat(run(shell, "00000003.history")).as("cut at %d", length).isEqualTo(STOPS);
        }
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_file_of_another_size_is_not_handed_out(Path shell) throws Exception {
        Files.write(stage.folder().resolve(FIRST), new byte[BYTES - 1]);
        assertThat(run(shell, FIRST)).isEqualTo(STOPS);
        assertThat(names(data.resolve("pg_wal"))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void a_copy_that_fails_half_way_leaves_nothing(Path shell) throws Exception {
        assertThat(execute(shell, "ulimit -f 100; " + command(FIRST))).isEqualTo(STOPS);
        assertThat(names(data.resolve("pg_wal"))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void without_its_tools_it_stops_the_server(Path shell) throws Exception {
        assertThat(execute(
                        shell, "PATH=/nowhere; export PATH; " + command(FIRST).replaceFirst("^sh", shell.toString())))
                .isEqualTo(STOPS);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void names_that_no_file_of_wal_has_are_refused(Path shell) throws Exception {
        for (String name : List.of("end", "../../etc/passwd", "'a b'", "walkback-stage", ".", "'*'")) {
            assertThat(run(shell, name)).as(name).isEqualTo(STOPS);
        }
    }

    @ParameterizedTest
    @MethodSource("shellsAndFolders")
    void any_folder_will_do(Path shell, String name) throws Exception {
        stage = filled(name);
        assertThat(run(shell, FIRST)).isZero();
        assertThat(run(shell, "00000003.history")).isEqualTo(1);
    }

    static Stream<Arguments> shellsAndFolders() {
        return SHELLS.stream().flatMap(shell -> FOLDERS.stream().map(folder -> Arguments.of(shell, folder)));
    }

    private int run(Path shell, String name) throws Exception {
        return execute(shell, command(name));
    }

    /** As PostgreSQL makes it of the setting. */
    private String command(String name) {
        StringBuilder command = new StringBuilder();
        String setting = stage.restoreCommand();
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (c != '%') {
                command.append(c);
                continue;
            }
            command.append(
                    switch (setting.charAt(++i)) {
                        case 'f' -> name;
                        case 'p' -> "pg_wal/RECOVERYXLOG";
                        case '%' -> "%";
                        default -> throw new IllegalStateException("PostgreSQL refuses %" + setting.charAt(i));
                    });
        }
        return command.toString();
    }

    private int execute(Path shell, String command) throws Exception {
        Path bin = Files.createDirectories(host.resolve("bin-" + shell.getFileName()));
        Path sh = bin.resolve("sh");
        if (!Files.exists(sh)) {
            Files.createSymbolicLink(sh, shell);
        }
        ProcessBuilder builder = new ProcessBuilder(sh.toString(), "-c", command).directory(data.toFile());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        return builder.redirectErrorStream(true)
                .redirectOutput(said().toFile())
                .start()
                .waitFor();
    }

    private Path said() {
        return host.resolve("said");
    }

    private Path destination() {
        return data.resolve("pg_wal/RECOVERYXLOG");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
