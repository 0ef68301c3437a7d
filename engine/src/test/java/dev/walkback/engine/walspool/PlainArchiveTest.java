package dev.walkback.engine.walspool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as PostgreSQL runs it. */
class PlainArchiveTest {

    private static final String NAME = "00000001000000000000000A";

    @TempDir
    private Path folder;

    private Path data;
    private Path archive;
    private Path stored;
    private String said = "";

    @BeforeEach
    void a_folder_with_blanks_and_quotes_in_its_name() throws IOException {
        archive = Files.createDirectory(folder.toRealPath().resolve("it's a 100 % archive"));
        stored = archive.resolve(NAME);
        data = folder.resolve("data");
        Files.createDirectories(data.resolve("pg_wal"));
        Files.writeString(data.resolve("pg_wal").resolve(NAME), "segment");
    }

    static Stream<String> shells() {
        return PushScriptTest.shells();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_file_is_stored_and_nothing_else_is_left(String shell) throws Exception {
        assertThat(run(shell, Map.of())).as(said).isZero();
        assertThat(stored).hasContent("segment");
        assertThat(archive.toFile().list()).containsExactly(NAME);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void equal_content_is_success(String shell) throws Exception {
        Files.writeString(stored, "segment");
        assertThat(run(shell, Map.of())).as(said).isZero();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void other_content_stays_as_it_is(String shell) throws Exception {
        Files.writeString(stored, "SEGMENT");
        assertThat(run(shell, Map.of())).isEqualTo(1);
        assertThat(stored).hasContent("SEGMENT");
        assertThat(said).contains("other content");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void half_a_file_that_a_killed_one_left_is_no_file(String shell) throws Exception {
        Files.writeString(archive.resolve("." + NAME + ".1"), "seg");
        assertThat(run(shell, Map.of())).as(said).isZero();
        assertThat(archive.toFile().list()).containsExactly(NAME);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void a_folder_that_is_not_mounted_is_not_made(String shell) throws Exception {
        Files.delete(archive);
        assertThat(run(shell, Map.of())).isEqualTo(1);
        assertThat(archive).doesNotExist();
    }

    @Test
    void what_cannot_be_written_whole_does_not_appear() throws Exception {
        Path program = instead("dd", "echo part >\"${2#of=}\"; exit 1");
        assertThat(run("sh", Map.of("PATH", program + ":" + System.getenv("PATH"))))
                .isEqualTo(1);
        assertThat(archive).isEmptyDirectory();
    }

    @Test
    void the_server_is_told_after_file_and_folder_are_on_the_disk() throws Exception {
        Path program = instead("sync", "echo \"$@\" >>\"" + folder.toRealPath() + "/synced\"");
        assertThat(run("sh", Map.of("PATH", program + ":" + System.getenv("PATH"))))
                .isZero();
        assertThat(folder.resolve("synced")).hasContent(stored + " " + archive);
    }

    @Test
    void a_disk_that_does_not_take_it_is_a_failure() throws Exception {
        Path program = instead("sync", "exit 1");
        assertThat(run("sh", Map.of("PATH", program + ":" + System.getenv("PATH"))))
                .isEqualTo(1);
    }

    private Path instead(String name, String body) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return programs.toRealPath();
    }

    private int run(String shell, Map<String, String> environment) throws Exception {
        String command = new PlainArchive(archive)
                .archiveCommand()
                .replace("%%", "\0")
                .replace("%f", NAME)
                .replace("%p", "pg_wal/" + NAME)
                .replace('\0', '%');
        List<String> words = switch (shell) {
            case "busybox" -> List.of("busybox", "sh", "-c", command);
            case "bash" -> List.of("bash", "--posix", "-c", command);
            default -> List.of(shell, "-c", command);
        };
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(data.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
