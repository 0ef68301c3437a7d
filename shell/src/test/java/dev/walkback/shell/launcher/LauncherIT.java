package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and the program that this build has just laid out, as a user starts them. */
class LauncherIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final String LAUNCHER = ROOT.resolve("scripts/walkback").toString();
    private static final String VERSION = "walkback [0-9.]+(-SNAPSHOT)? \\(Java 25[0-9.]*\\)\n";

    @TempDir
    private Path folder;

    /** The first start after a build learns to start faster, and says so. */
    @BeforeAll
    static void first_start() throws Exception {
        assertThat(Ended.run(ROOT, Map.of(), List.of(LAUNCHER, "version")).exit())
                .isZero();
    }

    @Test
    void it_prints_the_answer_and_nothing_else() throws Exception {
        Ended ended = Ended.run(folder, Map.of(), List.of(LAUNCHER, "version"));
        assertThat(ended.out()).matches(VERSION);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void variables_that_make_the_jvm_talk_are_not_heard() throws Exception {
        Ended ended = Ended.run(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Da=b", "JDK_JAVA_OPTIONS", "-Da=b", "_JAVA_OPTIONS", "-Da=b"),
                List.of(LAUNCHER, "version"));
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void it_is_found_through_links_that_are_relative_and_have_blanks() throws Exception {
        Path link = Files.createDirectory(folder.resolve("my bin")).resolve("walk back");
        Files.createSymbolicLink(link.resolveSibling("first"), Path.of(LAUNCHER));
        Files.createSymbolicLink(link, Path.of("first"));
        assertThat(Ended.run(folder, Map.of(), List.of("my bin/walk back", "version"))
                        .out())
                .matches(VERSION);
    }

    @Test
    void a_built_checkout_can_be_moved_to_a_path_with_blanks() throws Exception {
        Path moved = Files.createDirectory(folder.resolve("a moved checkout"));
        Ended copied = Ended.run(
                ROOT,
                Map.of(),
                List.of(
                        "sh",
                        "-c",
                        "mkdir \"$0/shell\" \"$0/shell/target\" && cp -a scripts \"$0\""
                                + " && cp -a shell/target/dist \"$0/shell/target/\"",
                        moved.toString()));
        assertThat(copied.err()).isEmpty();
        Ended ended = Ended.run(
                folder, Map.of(), List.of(moved.resolve("scripts/walkback").toString(), "version"));
        assertThat(ended.out()).matches(VERSION);
    }

    @Test
    void errors_and_their_exit_codes_come_through() throws Exception {
        Ended ended = Ended.run(folder, Map.of(), List.of(LAUNCHER, "no-such-command"));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "help",
                "-c version;version",
                "run commands",
                "storage ls",
                "storage ls -r --json",
                "storage stat one",
                "storage cat one"
            })
    void a_command_loads_no_framework_and_no_library_it_does_not_use(String words) throws Exception {
        Files.writeString(folder.resolve("one"), "one");
        Files.writeString(folder.resolve("commands"), "version\n");
        List<String> line = new ArrayList<>(List.of(LAUNCHER));
        line.addAll(List.of(words.split(" ", -1)));
        if (words.startsWith("storage")) {
            line.addAll(List.of("--storage", folder.toUri().toString()));
        }
        assertThat(loaded(line, Map.of())).isNotEmpty().noneMatch(LauncherIT::isHeavy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"st ls", "st cat one"})
    void as_wal_g_a_directory_loads_no_library_of_another_storage(String words) throws Exception {
        Files.writeString(folder.resolve("one"), "one");
        List<String> line =
                new ArrayList<>(List.of(ROOT.resolve("scripts/wal-g").toString()));
        line.addAll(List.of(words.split(" ", -1)));
        Map<String, String> settings = Map.of(
                "WALG_FILE_PREFIX",
                folder.toString(),
                "WALG_CONFIG_PATH",
                Files.writeString(folder.resolve("settings.env"), "").toString());
        assertThat(loaded(line, settings)).isNotEmpty().noneMatch(LauncherIT::isHeavy);
    }

    @Test
    void called_wal_g_it_takes_wal_gs_command_line() throws Exception {
        Files.writeString(folder.resolve("one"), "one");
        Ended ended = Ended.run(
                folder,
                Map.of("WALG_FILE_PREFIX", folder.toString()),
                List.of(ROOT.resolve("scripts/wal-g").toString(), "st", "cat", "one"));
        assertThat(ended.out()).isEqualTo("one");
    }

    @Test
    void a_read_only_checkout_with_a_finished_build_in_it_starts() throws Exception {
        Components.root();
        Path view = Files.createDirectory(folder.resolve("read-only"));
        mount("--bind", ROOT.toString(), view.toString());
        try {
            mount("-o", "remount,ro,bind", view.toString());
            Ended ended = Ended.run(
                    folder, Map.of(), List.of(view.resolve("scripts/walkback").toString(), "version"));
            assertThat(ended.out()).matches(VERSION);
            assertThat(ended.err()).isEmpty();
        } finally {
            assertThat(Ended.run(folder, Map.of(), List.of("umount", view.toString()))
                            .exit())
                    .isZero();
        }
    }

    private void mount(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("mount"));
        line.addAll(List.of(words));
        assertThat(Ended.run(folder, Map.of(), line).err()).isEmpty();
    }

    private static boolean isHeavy(String type) {
        return type.matches(
                "(org\\.springframework|software\\.amazon|com\\.azure|org\\.apache\\.sshd|org\\.bouncycastle|org\\.jline"
                        + "|com\\.googlecode|com\\.fasterxml\\.jackson\\.(databind|dataformat)|org\\.yaml|reactor)\\..*");
    }

    /** The names of all classes that a command asks for. Without the cache, out of which all it holds comes at once. */
    private List<String> loaded(List<String> line, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path classes = Files.createTempFile("walkback-classes", ".txt");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("WALKBACK_JAVA_OPTS", "-XX:AOTMode=off -Xlog:class+load:file=" + classes);
        Ended ended = Ended.run(folder, environment, line);
        assertThat(ended.exit()).as(ended.err()).isZero();
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.map(each -> each.replaceAll("^(\\[[^]]*\\])* *", "").split(" ", -1)[0])
                    .toList();
        } finally {
            Files.delete(classes);
        }
    }
}
