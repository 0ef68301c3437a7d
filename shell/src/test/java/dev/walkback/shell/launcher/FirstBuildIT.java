package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds, and when it does not. Maven and Java are stand-ins here: a script that counts its calls and one
 * that says which class it was to run. The real build is the one that runs this test.
 */
class FirstBuildIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    @TempDir
    private Path folder;

    private Path checkout;
    private Map<String, String> environment;

    @BeforeEach
    void a_checkout_nobody_has_built() throws IOException, InterruptedException {
        checkout = Files.createDirectory(folder.resolve("a checkout"));
        Ended.run(ROOT, Map.of(), List.of("cp", "-a", "scripts", checkout.toString()));
        for (String module : List.of("storage", "engine", "tui", "shell")) {
            Files.createDirectories(checkout.resolve(module).resolve("src/main/java"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(checkout.resolve("pom.xml"), "");
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.9\"\n");
        script("jdk/bin/javac", "exit 1");
        script("jdk/bin/java", "case \"$*\" in *AOTMode*) exit 1;; *) echo \"ran $*\";; esac");
        Files.createDirectory(folder.resolve("bin"));
        script(
                "bin/mvn",
                "echo built >>'%s'; sleep 0.3; mkdir -p shell/target/dist; echo classpath=none >shell/target/dist/class-path"
                        .formatted(folder.resolve("builds")));
        environment = new HashMap<>();
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void the_first_start_builds_says_so_and_runs() throws Exception {
        Ended ended = walkback();
        assertThat(ended.err()).contains("first use, building");
        assertThat(ended.out()).contains("dev.walkback.shell.Main version");
    }

    @Test
    void the_second_start_does_not_build() throws Exception {
        walkback();
        assertThat(walkback().err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void a_changed_source_is_built() throws Exception {
        walkback();
        Path source = checkout.resolve("storage/src/main/java/Changed.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(
                source, FileTime.fromMillis(Files.getLastModifiedTime(source).toMillis() + 1000));
        walkback();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void two_first_starts_at_once_build_once() throws Exception {
        Components.command("flock");
        Ended.Running one = start();
        Ended.Running other = start();
        assertThat(one.await().out()).contains("ran");
        assertThat(other.await().out()).contains("ran");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void a_build_that_was_killed_is_begun_again() throws Exception {
        script("bin/mvn", "echo killed >>'%s'; exec sleep 600".formatted(folder.resolve("builds")));
        Ended.Running killed = start();
        while (!Files.exists(folder.resolve("builds"))) {
            Thread.onSpinWait();
        }
        killed.process().descendants().forEach(ProcessHandle::destroyForcibly);
        killed.process().destroyForcibly().waitFor();
        script("bin/mvn", "mkdir -p shell/target/dist; echo classpath=none >shell/target/dist/class-path");
        assertThat(walkback().out()).contains("ran");
    }

    @Test
    void a_build_that_fails_shows_the_error_and_where_the_rest_is() throws Exception {
        script("bin/mvn", "echo '[ERROR] no such symbol'; exit 1");
        Ended ended = walkback();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("[ERROR] no such symbol").contains("target/build.log");
    }

    @Test
    void without_a_jdk_it_says_what_to_install() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : List.of("sh", "cat", "grep", "readlink", "dirname", "find", "mkdir", "flock")) {
            Files.createSymbolicLink(tools.resolve(name), Components.command(name));
        }
        Ended ended = Ended.run(
                checkout,
                Map.of(
                        "PATH",
                        tools.toString(),
                        "JAVA_HOME",
                        "",
                        "JDK25_HOME",
                        "",
                        "WALKBACK_JVMS",
                        "/nowhere",
                        "HOME",
                        "/nowhere"),
                List.of(tools.resolve("sh").toString(), "scripts/walkback", "version"));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("needs a JDK 25").contains("apt-get install");
    }

    private Ended walkback() throws IOException, InterruptedException {
        return start().await();
    }

    private Ended.Running start() throws IOException {
        return Ended.start(
                checkout,
                environment,
                List.of(checkout.resolve("scripts/walkback").toString(), "version"));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
