package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command reads settings; most need no parser, no cloud's client and no cryptography for it. */
class LoadedClassesTest {

    @TempDir
    Path folder;

    @Test
    void opening_a_directory_named_by_a_variable_loads_no_parser_and_no_client() throws Exception {
        List<String> loaded = loaded();
        assertThat(loaded).anyMatch(line -> line.startsWith("dev.walkback.shell.settings.Settings "));
        assertThat(loaded)
                .noneMatch(line -> line.startsWith("com.fasterxml.")
                        || line.startsWith("org.yaml.")
                        || line.startsWith("software.amazon.")
                        || line.startsWith("com.azure.")
                        || line.startsWith("org.apache.sshd.")
                        || line.startsWith("org.bouncycastle.")
                        || line.startsWith("dev.walkback.storage.s3.")
                        || line.startsWith("dev.walkback.storage.azure.")
                        || line.startsWith("dev.walkback.storage.ssh.")
                        || line.startsWith("dev.walkback.storage.crypto."));
    }

    private List<String> loaded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xlog:class+load:stdout:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadingInAnotherProcess.class.getName(),
                        folder.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
