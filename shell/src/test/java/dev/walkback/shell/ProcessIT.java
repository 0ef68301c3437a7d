package dev.walkback.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real main in a process of its own, where a process adds something: classes, signals, pipes, exit codes. */
class ProcessIT {

    @TempDir
    Path folder;

    @BeforeEach
    void make_archive() throws IOException {
        new ExampleArchive(folder.toRealPath());
    }

    private Process start(List<String> jvm, String... words) throws IOException {
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
        return builder.redirectError(folder.resolve("err").toFile()).start();
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
        assertThat(folder.resolve("archive/drill/half")).doesNotExist();
    }

    @Test
    void a_wrong_word_ends_with_2() throws Exception {
        Process process = start(List.of(), "storage", "lz");
        assertThat(process.waitFor()).isEqualTo(Exit.USAGE.code());
        assertThat(err()).startsWith("error: unknown command 'storage lz'");
    }
}
