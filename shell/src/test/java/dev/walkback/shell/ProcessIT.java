package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real main in a process of its own, where a process adds something: classes, signals, pipes, exit codes. */
class ProcessIT {

    @TempDir
    Path folder;

    @BeforeEach
    void make_archive() throws IOException {
        new ExampleArchive(folder.toRealPath());
    }

    private Process start(List<String> jvm, String... words) throws IOException {
        return process(jvm, words).start();
    }

    private ProcessBuilder process(List<String> jvm, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(jvm);
        command.add("dev.walkback.shell.Main");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("WALG_") || name.equals("JAVA_TOOL_OPTIONS"));
        return builder.redirectError(folder.resolve("err").toFile());
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private List<String> classesOf(String... words) throws Exception {
        Process process = start(List.of("-Xlog:class+load:file=" + folder.resolve("classes")), words);
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(err()).isZero();
        return Files.readAllLines(folder.resolve("classes"), StandardCharsets.UTF_8);
    }

    @Test
    void version_loads_neither_json_nor_settings_nor_storages() throws Exception {
        assertThat(classesOf("version"))
                .noneMatch(line -> line.contains(" com.fasterxml.")
                        || line.contains(" dev.walkback.shell.settings.Settings ")
                        || line.contains(" dev.walkback.storage.local.")
                        || line.contains(" org.springframework."));
    }

    @Test
    void listing_a_directory_loads_no_other_kind_of_storage() throws Exception {
        assertThat(classesOf("storage", "ls"))
                .noneMatch(line -> line.contains(" org.springframework.")
                        || line.contains(" software.amazon.")
                        || line.contains(" com.azure.")
                        || line.contains(" org.apache.sshd.")
                        || line.contains(" org.bouncycastle."));
    }

    @Test
    void a_reader_that_leaves_ends_it_without_a_word() throws Exception {
        Files.write(folder.resolve("archive/big"), new byte[4 << 20]);
        Process process = start(List.of(), "storage", "cat", "big");
        process.getInputStream().readNBytes(10);
        process.getInputStream().close();
        assertThat(process.waitFor()).isEqualTo(Exit.READER_LEFT.code());
        assertThat(err()).isEmpty();
    }

    @Test
    void sigterm_ends_a_put_with_143_and_leaves_nothing() throws Exception {
        Process process = start(List.of(), "storage", "put", "-", "drill/half");
        process.getOutputStream().write(new byte[1 << 20]);
        process.getOutputStream().flush();
        process.toHandle().destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.TERMINATED.code());
        assertThat(folder.resolve("archive/drill").toFile().list()).containsExactly("old.txt");
    }

    @Test
    void ctrl_c_ends_a_put_with_130_and_leaves_nothing() throws Exception {
        ProcessBuilder builder = process(List.of(), "storage", "put", "-", "drill/half");
        // whoever runs the tests in the background ignores the signal, and so would what it starts
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        Process process = builder.start();
        process.getOutputStream().write(new byte[1 << 20]);
        process.getOutputStream().flush();
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(err()).contains("code: interrupted");
        assertThat(folder.resolve("archive/drill").toFile().list()).containsExactly("old.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage ls", "storage cat drill/old.txt", "version", "storage stat drill/old.txt --json"})
    void a_full_disk_behind_standard_output_is_said_so(String line) throws Exception {
        ProcessBuilder builder = process(List.of(), line.split(" ", -1));
        Process process = builder.redirectOutput(Path.of("/dev/full").toFile()).start();
        assertThat(process.waitFor()).isEqualTo(Exit.FAILED.code());
        assertThat(err()).contains("cannot write standard output: no room left").contains("local-disk-full");
    }

    @Test
    void a_bug_ends_with_70_and_a_report_without_secrets() throws Exception {
        Path broken = folder.resolve("broken/dev/walkback/shell/command/Commands.class");
        Files.createDirectories(broken.getParent());
        Files.write(broken, new byte[] {1});
        String first = folder.resolve("broken") + java.io.File.pathSeparator + System.getProperty("java.class.path");
        Process process = start(
                List.of("-cp", first), "version", "--storage=https://somebody:hunter2@host/?X-Amz-Signature=hunter3");
        assertThat(process.waitFor()).isEqualTo(Exit.BUG.code());
        assertThat(err()).startsWith("error: this is a bug in walkback: ClassFormatError; the report is in ");
        Path report = Path.of(err().strip().replaceAll(".* the report is in ", ""));
        assertThat(Files.readString(report))
                .contains("ClassFormatError", "somebody:***@host")
                .doesNotContain("hunter");
    }

    @Test
    void nothing_but_our_own_error_is_said_of_a_bucket_nobody_answers_for() throws Exception {
        int dead;
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            dead = socket.getLocalPort();
        }
        ProcessBuilder builder = process(List.of(), "storage", "ls", "--storage", "s3://bucket/path", "--timeout=2s");
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "a",
                        "AWS_SECRET_ACCESS_KEY", "b",
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT", "http://127.0.0.1:" + dead));
        assertThat(builder.start().waitFor()).as(err()).isEqualTo(Exit.NO_ACCESS.code());
        assertThat(err()).startsWith("error: s3://bucket/path did not answer");
        assertThat(err()).endsWith("code: storage-unreachable\n");
        assertThat(err().lines()).hasSize(5).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void without_a_command_and_without_a_terminal_there_is_help_and_2_and_nobody_waits() throws Exception {
        Process process = start(List.of());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.USAGE.code());
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(err()).contains("Global options").contains("error: no command was given");
    }

    @Test
    void commands_from_standard_input_run_to_the_first_failure() throws Exception {
        Process process = start(List.of(), "run", "-", "key=drill/old.txt");
        process.getOutputStream().write("""
                # looks at what is there, and then for what is not
                storage cat ${key}
                storage cat nope
                version
                """.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("old\n");
        assertThat(process.waitFor()).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(err()).contains("-:3: stopped, storage cat ended with 13").endsWith("""
                note: -: 3 commands, 1 done, line 3 ended with 13, 1 not run; exit 13
                """);
    }

    @Test
    void commands_of_an_argument_load_no_framework() throws Exception {
        assertThat(classesOf("-c", "version; storage ls"))
                .noneMatch(line -> line.contains(" org.springframework.") || line.contains(" org.jline."));
    }

    @Test
    void ctrl_c_ends_a_command_file_with_130_whatever_follows() throws Exception {
        Path file = Files.writeString(folder.resolve("wait.wb"), "storage put - drill/half\nversion\n");
        ProcessBuilder builder = process(List.of(), "run", file.toString(), "--keep-going");
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        Process process = builder.start();
        process.getOutputStream().write(new byte[1 << 20]);
        process.getOutputStream().flush();
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void a_wrong_word_ends_with_2() throws Exception {
        Process process = start(List.of(), "storage", "lz");
        assertThat(process.waitFor()).isEqualTo(Exit.USAGE.code());
        assertThat(err()).startsWith("error: unknown command 'storage lz'");
    }
}
