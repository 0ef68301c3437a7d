package dev.walkback.engine.walspool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script as PostgreSQL runs it, with a program in walkback's place that ends as it is told. */
class PushScriptTest {

    private static final String NAME = "00000001000000000000000A";

    @TempDir
    private Path folder;

    private Path data;
    private Path segment;
    private PushSpool spool;
    private PushScript script;
    private String shell = "sh";

    /** What a shell said, and what it ended with. */
    private record Said(int exit, String text) {}

    @BeforeEach
    void a_spool_with_blanks_and_quotes_in_its_path() throws IOException {
        spool = new PushSpool(folder.toRealPath().resolve("it's a 100 % spool"));
        data = Files.createDirectories(folder.toRealPath().resolve("data"));
        segment = Files.createDirectory(data.resolve("pg_wal")).resolve(NAME);
        Files.writeString(segment, "segment");
        Path program = folder.toRealPath().resolve("walkback");
        // wal upload SPOOL --data DIR ..., wal push FILE ...
        Files.writeString(program, """
                #!/bin/sh
                echo "$2 $3" >>"%s/calls"
                case $2 in
                upload) echo "why it cannot begin" && exit "$UPLOAD" ;;
                esac
                [ "$PUSH" != hang ] || exec sleep 60
                exit "$PUSH"
                """.formatted(folder.toRealPath()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        script = new PushScript(spool, List.of(program.toString()), List.of("--storage", "a b"), Map.of(), 1);
        script.write();
    }

    static Stream<String> shells() {
        return Stream.of("dash", "bash", "busybox").filter(PushScriptTest::isInstalled);
    }

    private static boolean isInstalled(String shell) {
        return Stream.of("/bin/", "/usr/bin/").anyMatch(place -> Files.isExecutable(Path.of(place + shell)));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void what_is_acknowledged_starts_no_program(String which) throws Exception {
        shell = which;
        acknowledge();
        assertThat(run("1", "1")).isEqualTo(new Said(0, ""));
        assertThat(folder.resolve("calls")).doesNotExist();
        assertThat(spool.folder().resolve("at")).hasContent(NAME);
    }

    @Test
    void a_stat_that_knows_whole_seconds_only_will_do() throws Exception {
        FileIdentity identity = FileIdentity.of(segment);
        acknowledge();
        Path path = Files.createDirectory(folder.resolve("bin"));
        Path stat = Files.writeString(path.resolve("stat"), """
                #!/bin/sh
                case $2 in *.9*) echo "%s" ;; *) exec /usr/bin/stat "$@" ;; esac
                """.formatted(identity.coarse()));
        assertThat(stat.toFile().setExecutable(true)).isTrue();
        assertThat(run("1", "1", Map.of("PATH", path + ":" + System.getenv("PATH")))
                        .exit())
                .isZero();
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void an_acknowledgement_of_another_file_of_that_name_does_not_count(String which) throws Exception {
        shell = which;
        acknowledge();
        Path other = Files.writeString(segment.resolveSibling("other"), "SEGMENT");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(segment));
        Files.move(other, segment, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("0", "7").exit()).isEqualTo(7);
    }

    @Test
    void an_acknowledgement_of_what_was_in_the_file_before_does_not_count() throws Exception {
        acknowledge();
        FileTime written = Files.getLastModifiedTime(segment);
        Files.writeString(segment, "SEGMENT");
        Files.setLastModifiedTime(segment, written);
        assertThat(run("0", "7").exit()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n", "1:2:3:4.5:6.7\n"})
    void half_an_acknowledgement_is_none(String text) throws Exception {
        Files.writeString(spool.told().resolve(NAME), text);
        assertThat(run("0", "7").exit()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "16, 16", "70, 70", "17, 1", "130, 1", "143, 1", "137, 1", "127, 1", "255, 1"})
    void without_an_uploader_the_program_s_own_answer_counts(String push, int exit) throws Exception {
        assertThat(run("0", push).exit()).isEqualTo(exit);
        assertThat(spool.asks()).isEmptyDirectory();
        assertThat(folder.resolve("calls")).content().contains("push " + segment);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void an_uploader_that_cannot_begin_is_an_answer(String which) throws Exception {
        shell = which;
        assertThat(run("12", "0"))
                .isEqualTo(new Said(12, "walkback: " + NAME + " is not archived: why it cannot begin\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"137", "143", "130"})
    void an_uploader_that_was_killed_is_none(String upload) throws Exception {
        assertThat(run(upload, "0").exit()).isZero();
    }

    @Test
    void an_uploader_that_works_and_does_not_answer_is_waited_for_no_longer_than_asked() throws Exception {
        Files.writeString(spool.owner(), ProcessHandle.current().pid() + "\n");
        Said said = run("0", "0");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).contains(NAME + " is not in the archive after 1 s");
        assertThat(spool.asks()).isEmptyDirectory();
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void an_uploader_without_a_sign_of_life_is_passed_by() throws Exception {
        script = new PushScript(spool, script.walkback(), script.options(), Map.of(), 100);
        script.write();
        Files.writeString(spool.script(), script.script().replace("-ge 12", "-ge 2"));
        Files.writeString(spool.owner(), ProcessHandle.current().pid() + "\n");
        assertThat(run("0", "0").exit()).isZero();
        assertThat(folder.resolve("calls")).content().contains("push " + segment);
        while (!Files.readString(folder.resolve("calls")).contains("upload ")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void an_empty_script_or_one_that_is_gone_or_cut_short_is_no_success(String which) throws Exception {
        shell = which;
        acknowledge();
        String whole = Files.readString(spool.script());
        for (int length = 0; length < whole.length(); length += 397) {
            Files.writeString(spool.script(), whole.substring(0, length));
            // the last lines are the wait, and told has had its word by then
            if (whole.substring(0, length).contains("\ntold\n")) {
                break;
            }
            assertThat(run("0", "0").exit()).as(length + " characters").isBetween(1, 125);
        }
        Files.delete(spool.script());
        assertThat(run("0", "0").exit()).isBetween(1, 125);
    }

    @Test
    void folders_that_are_gone_only_make_it_slower() throws Exception {
        for (String name : List.of("ask", "said", "told", "part")) {
            Files.delete(spool.folder().resolve(name));
        }
        assertThat(run("0", "5").exit()).isEqualTo(5);
        assertThat(run("0", "0").exit()).isZero();
    }

    @Test
    void a_program_that_is_gone_leaves_the_file_with_the_server() throws Exception {
        Files.delete(folder.toRealPath().resolve("walkback"));
        assertThat(run("0", "0").exit()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_gone_is_no_success() throws Exception {
        acknowledge();
        Files.delete(segment);
        assertThat(run("0", "0").exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP", "QUIT"})
    void a_signal_is_a_failure_like_others(String signal) throws Exception {
        Process process = start("0", "hang", Map.of());
        while (process.descendants()
                        .noneMatch(each -> each.info().command().orElse("").endsWith("sleep"))
                && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void only_its_owner_can_look_in() throws IOException {
        assertThat(Files.getPosixFilePermissions(spool.folder())).hasSize(3);
        assertThat(Files.getPosixFilePermissions(spool.script())).hasSize(2);
    }

    @Test
    void what_another_archive_was_told_of_is_forgotten() throws Exception {
        acknowledge();
        script.write();
        assertThat(spool.told()).isEmptyDirectory();
    }

    @Test
    void identities_are_what_stat_prints() throws Exception {
        assumeThat(Path.of("/usr/bin/stat")).exists();
        Files.setLastModifiedTime(segment, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 7)));
        FileIdentity identity = FileIdentity.of(segment);
        assertThat(stat("%d:%i:%s:%.9Y:%.9Z")).isEqualTo(identity.exact());
        assertThat(stat("%d:%i:%s:%Y:%Z")).isEqualTo(identity.coarse());
    }

    private String stat(String format) throws IOException {
        Process process = new ProcessBuilder("stat", "-c", format, segment.toString()).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private void acknowledge() throws IOException {
        new UploadDesk(spool).acknowledge(NAME, FileIdentity.of(segment));
    }

    private Said run(String upload, String push) throws Exception {
        return run(upload, push, Map.of());
    }

    private Said run(String upload, String push, Map<String, String> environment) throws Exception {
        Process process = start(upload, push, environment);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private Process start(String upload, String push, Map<String, String> environment) throws IOException {
        String command = script.archiveCommand()
                .replace("%%", "\0")
                .replace("%p", "pg_wal/" + NAME)
                .replace('\0', '%');
        List<String> words = switch (shell) {
            case "busybox" -> List.of("busybox", "sh", "-c", command);
            case "bash" -> List.of("bash", "--posix", "-c", command);
            default -> List.of(shell, "-c", command);
        };
        // whoever runs the tests in the background may ignore signals, and a shell cannot hear what was ignored before
        // it
        List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM,QUIT"));
        hearing.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(hearing).directory(data.toFile()).redirectErrorStream(true);
        builder.environment().put("UPLOAD", upload);
        builder.environment().put("PUSH", push);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
