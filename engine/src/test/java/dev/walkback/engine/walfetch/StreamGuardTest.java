package dev.walkback.engine.walfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script as PostgreSQL runs it, with a program in walkback's place that ends as it is told. */
class StreamGuardTest {

    private static final String NAME = "00000001000000000000000A";

    @TempDir
    private Path folder;

    private Spool spool;
    private StreamGuard guard;

    @BeforeEach
    void a_spool_with_blanks_and_quotes_in_its_path() throws IOException {
        spool = new Spool(folder.toRealPath().resolve("it's a 100 % spool"));
        Path program = folder.toRealPath().resolve("walkback");
        // wal prefetch SPOOL --data DIR ..., wal fetch NAME FILE ...
        Files.writeString(program, """
                #!/bin/sh
                case $2 in
                prefetch) exit "$PREFETCH" ;;
                esac
                [ "$FETCH" != 0 ] || echo fetched >"$4"
                [ "$FETCH" != hang ] || exec sleep 60
                exit "$FETCH"
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        guard = new StreamGuard(spool, List.of(program.toString()), List.of("--storage", "a b"), Map.of());
        guard.write();
    }

    @Test
    void a_hit_is_a_rename() throws Exception {
        Path ready = Files.writeString(spool.folder().resolve("ready").resolve(NAME), "segment");
        Object file = Files.getAttribute(ready, "unix:ino");
        assertThat(run("0", "0")).isZero();
        assertThat(Files.getAttribute(folder.resolve("place"), "unix:ino")).isEqualTo(file);
        assertThat(spool.folder().resolve("at")).hasContent(NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "74, 74",
        "216, 216",
        "254, 254",
        "1, 254",
        "2, 254",
        "127, 254",
        "143, 254",
        "137, 254",
        "255, 255"
    })
    void without_a_prefetcher_the_program_s_own_answer_counts(String fetch, int exit) throws Exception {
        // by the script alone 255 would be 254; the command around it lets pass what is above 200
        assertThat(run("0", fetch)).isEqualTo(exit == 255 ? 254 : exit);
        assertThat(spool.folder().resolve("ask")).isEmptyDirectory();
    }

    @Test
    void a_prefetcher_that_cannot_begin_is_an_answer() throws Exception {
        assertThat(run("212", "0")).isEqualTo(212);
    }

    @ParameterizedTest
    @ValueSource(strings = {"137", "143", "1"})
    void a_prefetcher_that_was_killed_is_none(String prefetch) throws Exception {
        assertThat(run(prefetch, "74")).isEqualTo(74);
    }

    @Test
    void that_it_says_fetched_and_nothing_is_there_is_no_success() throws Exception {
        Files.delete(folder.toRealPath().resolve("walkback"));
        Files.writeString(folder.toRealPath().resolve("walkback"), "#!/bin/sh\nexit 0\n");
        assertThat(folder.toRealPath().resolve("walkback").toFile().setExecutable(true))
                .isTrue();
        assertThat(run("0", "0")).isEqualTo(254);
    }

    @Test
    void a_spool_that_is_gone_or_an_empty_script_stops_the_server() throws Exception {
        Files.writeString(spool.script(), "");
        assertThat(run("0", "74")).isEqualTo(254);
        Files.delete(spool.script());
        assertThat(run("0", "74")).isEqualTo(254);
    }

    @Test
    void folders_that_are_gone_only_make_it_slower() throws Exception {
        for (String name : List.of("ask", "said", "ready", "part")) {
            Files.delete(spool.folder().resolve(name));
        }
        assertThat(run("0", "74")).isEqualTo(74);
        assertThat(run("0", "0")).isZero();
    }

    @Test
    void a_program_that_is_gone_stops_the_server() throws Exception {
        Files.delete(folder.toRealPath().resolve("walkback"));
        assertThat(run("0", "0")).isEqualTo(254);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void a_signal_is_254(String signal) throws Exception {
        Process script = start(List.of("sh", spool.script().toString(), NAME, "place"), "0", "hang");
        while (script.descendants()
                        .noneMatch(each -> each.info().command().orElse("").endsWith("sleep"))
                && script.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(script.pid()))
                .start()
                .waitFor();
        assertThat(script.waitFor()).isEqualTo(254);
    }

    @Test
    void wrong_usage_stops_the_server() throws Exception {
        assertThat(start(List.of("sh", spool.script().toString()), "0", "0").waitFor())
                .isEqualTo(202);
        assertThat(start(List.of("sh", spool.script().toString(), "../x", "place"), "0", "0")
                        .waitFor())
                .isEqualTo(202);
    }

    @Test
    void only_its_owner_can_look_in() throws IOException {
        assertThat(Files.getPosixFilePermissions(spool.folder())).hasSize(3);
        assertThat(Files.getPosixFilePermissions(spool.script())).hasSize(3);
    }

    private int run(String prefetch, String fetch) throws Exception {
        String command = guard.restoreCommand()
                .replace("%%", "\0")
                .replace("%f", NAME)
                .replace("%p", "place")
                .replace('\0', '%');
        return start(List.of("sh", "-c", command), prefetch, fetch).waitFor();
    }

    private Process start(List<String> command, String prefetch, String fetch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PREFETCH", prefetch);
        builder.environment().put("FETCH", fetch);
        return builder.start();
    }
}
