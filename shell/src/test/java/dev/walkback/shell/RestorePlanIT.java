package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** restore plan in a process of its own: its exit codes, and its four styles with a directory on this machine. */
class RestorePlanIT {

    @TempDir
    Path folder;

    private record Ended(String out, String err, int exit) {}

    private static String storage(String archive) {
        return "--storage="
                + PackedArchive.named(archive).shared().resolve("storage").toUri();
    }

    private Ended run(String archive, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.walkback.shell.Main",
                "restore",
                "plan",
                storage(archive)));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("WALG_") || name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return new Ended(out, Files.readString(folder.resolve("err")), exit);
    }

    @ParameterizedTest
    @CsvSource({
        "lz4-delta-chain, --latest, 0",
        "lz4-delta-chain, --time=2026-11-21, 2",
        "lz4-delta-chain, --time=2020-01-01 00:00Z, 13",
        "lz4-delta-chain, --lsn=F/0, 13",
        "lz4-delta-chain, --xid=4, 13",
        "lz4-delta-chain, --timeline=9, 13",
        "lz4-delta-chain, --backup=1/0/77, 13",
        "timelines, --lsn=0/D000000 --timeline=1, 14",
        "foreign-delta, --backup=base_00000001000000000000000A_D_000000020000000000000005, 14",
        "empty, --latest, 10",
    })
    void each_outcome_has_its_exit_code(String archive, String words, int exit)
            throws IOException, InterruptedException {
        String[] all = words.contains("--timeline=1") ? words.split(" ", -1) : new String[] {words};
        Ended ended = run(archive, all);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    }

    @Test
    void a_directory_with_files_in_it_would_be_refused_and_is_not_touched() throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("precious"), "kept");
        Ended ended = run("lz4-delta-chain", "--into=" + data);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
        assertThat(data).isDirectoryContaining("glob:**/precious");
    }

    @ParameterizedTest
    @CsvSource({
        "app, 0, only app can be used",
        "nosuch, 4, nothing called nosuch",
        "app/nosuch, 4, nothing called app/nosuch"
    })
    void a_database_that_is_wanted_and_not_there_is_said_before_anything_is_made(String wanted, int exit, String told)
            throws IOException, InterruptedException {
        Ended ended = run("lz4-delta-chain", "--into=" + folder.resolve("data"), "--only-database=" + wanted);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(ended.out() + ended.err()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "--json, '\"kind\":\"restore-plan\"'",
        "--plain, 'chain\tbase_000000010000000000000003\tfull'",
        "--words, To go back to the end of the WAL that there is",
        "--quiet, Restore to the end of the WAL that there is",
    })
    void each_style_tells_the_plan(String style, String told) throws IOException, InterruptedException {
        Ended ended = run("lz4-delta-chain", "--into=" + folder.resolve("data"), style);
        assertThat(ended.out()).as(ended.err()).contains(told);
    }

    @Test
    void a_plan_writes_nothing_where_it_would_restore() throws IOException, InterruptedException {
        run("lz4-delta-chain", "--into=" + folder.resolve("data"), "--save");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("data.wal")).doesNotExist();
    }

    @Test
    void a_password_on_the_command_line_is_refused_and_never_repeated() throws IOException, InterruptedException {
        Ended ended = run(
                "lz4-delta-chain",
                "--standby",
                "--into=" + folder.resolve("data"),
                "--primary-conninfo=host=primary password=hunter2");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.out() + ended.err()).doesNotContain("hunter2");
    }
}
