package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain of deltas that WAL-G made, restored on the side with a real server. */
class RehearseIT {

    @TempDir
    Path folder;

    private static String programs() {
        return Components.postgresPrograms(15).toString();
    }

    private Path scratch() throws IOException {
        return Files.createTempDirectory(Path.of("/tmp"), "rehearse-it-");
    }

    @Test
    void a_sound_archive_passes_and_nothing_is_left_but_the_history() throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());
        Path scratch = scratch();
        Files.setPosixFilePermissions(scratch, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        try {
            ExampleArchive.Answer answer = run(
                    archive,
                    List.of(
                            "rehearse",
                            "--storage",
                            "orders",
                            "--latest",
                            "--scratch",
                            scratch.toString(),
                            "--bin",
                            programs(),
                            "--json"));

            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("\"verdict\":\"passed\"", "\"database\":\"app\"", "\"reached_lsn\":\"0/");
            try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch)) {
                assertThat(left).isEmpty();
            }
            assertThat(run(archive, List.of("rehearse", "list", "--plain")).out())
                    .contains("passed");
            assertThat(run(archive, List.of("rehearse", "show")).exit()).isZero();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    @Test
    void an_answer_that_is_not_as_expected_fails_it() throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());
        Path questions = Files.writeString(folder.resolve("questions.sql"), """
                -- database app
                -- expect > 1000000
                select count(*) from big;
                """);

        ExampleArchive.Answer answer = run(
                archive,
                List.of(
                        "rehearse",
                        "--storage",
                        "orders",
                        "--immediate",
                        "--quick",
                        "--sql",
                        questions.toString(),
                        "--bin",
                        programs(),
                        "--json"));

        assertThat(answer.exit()).as(answer.err()).isEqualTo(3);
        assertThat(answer.out()).contains("\"verdict\":\"failed\"", "expected > 1000000, was ");
    }

    @Test
    void a_moment_that_is_not_in_the_wal_fails_it_and_it_says_what_the_server_died_of() throws IOException {
        ExampleArchive archive = new ExampleArchive(folder.toRealPath());

        ExampleArchive.Answer answer = run(
                archive,
                List.of("rehearse", "--storage", "orders", "--xid", "99999", "--quick", "--bin", programs(), "--json"));

        assertThat(answer.exit()).as(answer.err()).isEqualTo(3);
        assertThat(answer.out()).contains("recovery ended before configured recovery target was reached");
    }

    /** With paths as they are: the example archive takes those of its own folder for granted. */
    private ExampleArchive.Answer run(ExampleArchive archive, List<String> words) throws IOException {
        List<String> typed = new ArrayList<>(words);
        typed.addFirst("--config=" + folder.toRealPath().resolve("walkback.yaml"));
        return archive.asTyped(typed);
    }
}
