package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    @ValueSource(strings = {"version", "help"})
    void a_command_loads_no_framework_and_no_library_it_does_not_use(String words) throws Exception {
        Path classes = folder.resolve("classes");
        String line = words.endsWith("--storage") ? words + " " + folder.toUri() : words;
        Ended ended = Ended.run(
                folder,
                Map.of("WALKBACK_JAVA_OPTS", "-Xlog:class+load:file=" + classes),
                Stream.concat(Stream.of(LAUNCHER), Stream.of(line.split(" ", -1)))
                        .toList());
        assertThat(ended.exit()).isZero();
        assertThat(loaded(classes))
                .isNotEmpty()
                .noneMatch(name -> name.matches(
                        "(org\\.springframework|software\\.amazon|com\\.azure|org\\.apache\\.sshd|org\\.bouncycastle"
                                + "|org\\.jline|com\\.googlecode|com\\.fasterxml\\.jackson\\.databind|reactor)\\..*"));
    }

    private static List<String> loaded(Path classes) throws IOException {
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.map(line -> line.replaceAll("^(\\[[^]]*\\])* *", "").split(" ", -1)[0])
                    .toList();
        }
    }
}
