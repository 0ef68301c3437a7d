package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's driver takes a while to load, and only one question needs it. */
class WalVerifyLoadedClassesTest {

    private static final String DRIVER = "org.postgresql.";

    @TempDir
    Path folder;

    @Test
    void a_position_that_is_given_loads_no_driver() throws Exception {
        assertThat(loaded("wal-verify", "timeline", "--lsn", "0/5000000", "--timeline", "1"))
                .anyMatch(line -> line.startsWith("dev.walkback.shell.walg.WalVerify "))
                .noneMatch(line -> line.startsWith(DRIVER));
    }

    @Test
    void a_position_that_is_asked_for_loads_it() throws Exception {
        assertThat(loaded("wal-verify", "timeline")).anyMatch(line -> line.startsWith(DRIVER));
    }

    private List<String> loaded(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xlog:class+load:stdout:none",
                "-Dwalkback.name=wal-g",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.walkback.shell.Main"));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WALG_FILE_PREFIX", folder.toString());
        builder.environment().put("PGHOST", "127.0.0.1");
        builder.environment().put("PGPORT", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
