package dev.walkback.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt that this build laid out, as a person at a terminal has it. */
class PromptIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final String PROMPT = "orders#0503 ro>";
    private static final char ESCAPE = '\u001b';

    @TempDir
    Path folder;

    private Path orders;

    @BeforeEach
    void unpack() throws IOException {
        PackedArchive.named("timelines").unpackInto(folder.resolve("timelines"));
        orders = Files.move(folder.resolve("timelines/storage"), folder.resolve("orders"));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("TERM", "screen-256color");
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    private Pane open(Map<String, String> more, int columns, String... options) throws Exception {
        Map<String, String> environment = environment();
        environment.putAll(more);
        List<String> command = Stream.concat(
                        Stream.of(ROOT.resolve("scripts/walkback").toString()), Stream.of(options))
                .toList();
        return Pane.open(folder, columns, 30, environment, command);
    }

    private Pane open() throws Exception {
        Pane pane = open(Map.of(), 100, "--storage", orders.toUri().toString());
        pane.awaitPrompt(PROMPT);
        return pane;
    }

    @Test
    void it_says_where_one_is_and_how_old_the_listing_is() throws Exception {
        try (Pane pane = open()) {
            assertThat(pane.await("orders PG 15 | 5 backups | 5 windows ~11-21 10:51..now | listed just now | F1 help"))
                    .contains("listed 70 objects", "1 cluster, 5 backups");
        }
    }

    @Test
    void tab_completes_commands_and_tells_what_they_do() throws Exception {
        try (Pane pane = open()) {
            pane.type("sess").press("Tab");
            pane.await(PROMPT + " session");
            pane.type("j").press("Tab");
            pane.await(PROMPT + " session journal");
            pane.press("C-c").awaitPrompt(PROMPT);
            pane.type("storage p").press("Tab");
            pane.await(PROMPT + " storage put");
        }
    }

    @Test
    void tab_lists_what_is_in_the_archive() throws Exception {
        try (Pane pane = open()) {
            pane.type("session show --cluster=7").press("Tab");
            pane.await("--cluster=7710575489334120503");
        }
    }

    @Test
    void a_mistyped_word_is_answered_with_the_nearest() throws Exception {
        try (Pane pane = open()) {
            pane.enter("storage lz");
            assertThat(pane.await("code: unknown-command"))
                    .contains("try:  storage ls")
                    .doesNotContain("walkback storage");
        }
    }

    @Test
    void ctrl_c_clears_a_line_and_leaves_nothing() throws Exception {
        try (Pane pane = open()) {
            pane.type("storage r").press("C-c");
            pane.awaitPrompt(PROMPT);
            pane.press("C-c");
            pane.await("exit or Ctrl-D to leave");
            pane.press("C-d");
            assertThat(pane.ended()).isZero();
        }
    }

    @Test
    void history_is_kept_without_secrets_for_the_owner_only() throws Exception {
        try (Pane pane = open()) {
            pane.enter("storage ls --storage https://me:hunter2@host/x");
            pane.await("code: ");
            pane.enter(" version --quiet");
            pane.await("walkback 0");
            pane.enter("exit");
            assertThat(pane.ended()).isZero();
        }
        Path history = folder.resolve("state/walkback/history");
        assertThat(Files.readString(history)).contains("me:***@host").doesNotContain("hunter2", "version --quiet");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (Pane again = open()) {
            again.press("Up", "Up");
            again.await(PROMPT + " storage ls --storage https://me:***@host/x");
        }
    }

    @Test
    void nothing_is_changed_before_it_is_armed_with_the_clusters_name() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "notes\n");
        try (Pane pane = open()) {
            pane.enter("storage put notes.txt drill/notes.txt");
            pane.await("code: read-only");
            pane.enter("session arm");
            pane.await("or Enter to leave:");
            pane.enter("billing");
            pane.await("code: not-confirmed");
            assertThat(orders.resolve("drill")).doesNotExist();
            pane.enter("session arm");
            pane.await(
                    "armed",
                    screen -> screen.lines()
                                    .filter(it -> it.contains("or Enter to leave:"))
                                    .count()
                            == 2);
            pane.enter("orders");
            pane.awaitPrompt("orders#0503 ARMED>");
            pane.enter("storage put notes.txt drill/notes.txt");
            pane.awaitPrompt("orders#0503 ARMED!>");
            assertThat(orders.resolve("drill/notes.txt")).hasContent("notes\n");
            pane.enter("session disarm");
            pane.awaitPrompt("orders#0503 ro!>");
        }
        try (Stream<Path> journals = Files.list(folder.resolve("state/walkback/journal"))) {
            assertThat(journals.map(Path::toString)).anyMatch(name -> name.contains("session-arm"));
        }
        assertThat(Files.readString(folder.resolve("state/walkback/history"))).doesNotContain("billing");
    }

    @Test
    void a_refresh_says_what_is_new_also_from_the_background() throws Exception {
        try (Pane pane = open()) {
            Path base = orders.resolve("basebackups_005");
            String known;
            try (Stream<Path> files = Files.list(base)) {
                known = files.map(it -> it.getFileName().toString())
                        .filter(it -> it.endsWith("_backup_stop_sentinel.json"))
                        .findFirst()
                        .orElseThrow();
            }
            Files.copy(base.resolve(known), base.resolve("base_0000000100000000000000FA_backup_stop_sentinel.json"));
            pane.enter("archive refresh");
            assertThat(pane.await("1 new")).contains("listed 71 objects", "new   base_0000000100000000000000FA");
            Files.delete(base.resolve("base_0000000100000000000000FA_backup_stop_sentinel.json"));
            pane.enter("archive refresh --background");
            pane.await("1 gone");
            pane.awaitPrompt(PROMPT);
        }
    }

    @Test
    void a_slow_storage_holds_up_neither_keys_nor_completion_and_ctrl_c_keeps_what_was_found() throws Exception {
        try (StallingStore store = new StallingStore();
                Pane pane = open(store.settings(), 100, "--storage", "s3://bucket/orders")) {
            pane.awaitPrompt("bucket ro>");
            pane.type("session j").press("Tab");
            pane.await("bucket ro> session journal");
            pane.press("C-c").awaitPrompt("bucket ro>");
            pane.enter("archive refresh");
            pane.await("listing: 256 objects, ");
            pane.press("C-c");
            assertThat(pane.await("listed in part, not all: " + StallingStore.OBJECTS + " objects"))
                    .contains("the listing is not complete");
            pane.await("listed in part, just now");
            pane.enter("session show");
            pane.await(StallingStore.OBJECTS + " objects, in part");
            pane.enter("exit");
            assertThat(pane.ended()).isZero();
        }
    }

    @Test
    void offline_leaves_the_storage_alone_and_answers_from_the_listing() throws Exception {
        try (Pane pane = open()) {
            pane.enter("session set offline on");
            pane.await("| offline");
            pane.enter("storage ls");
            pane.await("code: offline");
            pane.enter("session show --cluster 0503");
            pane.await("5 backups");
        }
    }

    @Test
    void f1_explains_what_is_typed_and_leaves_it_as_it_is() throws Exception {
        try (Pane pane = open()) {
            pane.type("session journal").press("F1");
            pane.await("See also: help exit-codes");
            pane.awaitPrompt(PROMPT + " session journal");
        }
    }

    @Test
    void a_window_that_becomes_narrow_gets_a_short_prompt_and_a_line_that_fits() throws Exception {
        try (Pane pane = open()) {
            pane.resize(40, 20);
            pane.await(
                    "the bottom line fits",
                    screen -> screen.lines().anyMatch(it -> it.equals("orders PG 15 | listed just now")));
            pane.enter("version");
            pane.await("walkback 0");
            pane.awaitPrompt("#0503 ro>");
            pane.resize(100, 30);
            pane.press("Enter");
            pane.await("listed just now | F1 help");
        }
    }

    @Test
    void pasted_lines_wait_for_enter() throws Exception {
        try (Pane pane = open()) {
            pane.paste("version\nstorage stat nope\nversion");
            pane.await("...> version");
            assertThat(pane.screen()).doesNotContain("walkback 0");
            pane.press("Enter");
            assertThat(pane.await("was not run")).contains("walkback 0", "no object nope", "stopped: 1 more");
        }
    }

    @Test
    void a_quote_that_is_open_goes_on_in_the_next_line() throws Exception {
        try (Pane pane = open()) {
            pane.enter("storage stat 'no");
            pane.await("'...>");
            pane.enter("pe'");
            pane.await("no object");
        }
    }

    @Test
    void on_a_dumb_terminal_there_is_text_and_nothing_else() throws Exception {
        try (Pane pane =
                open(Map.of("TERM", "dumb"), 80, "--storage", orders.toUri().toString())) {
            pane.record().await("orders ro>");
            pane.enter("version");
            pane.await("walkback 0");
            pane.enter("storage stat nope");
            pane.await("code: object-missing");
            pane.enter("storage stat 'no");
            pane.await("'...>");
            pane.enter("pe'");
            pane.await("no object $'no");
            pane.enter("cluster list"); // waits for the listing; here a prompt that stands is not drawn again when it
            // comes
            pane.await("SYSTEM IDENTIFIER");
            pane.awaitPrompt(PROMPT);
            pane.type("half").press("C-c");
            pane.await("exit or Ctrl-D to leave");
            pane.enter("session arm");
            pane.await("or Enter to leave:");
            pane.enter("orders");
            assertThat(pane.await("orders#0503 ARMED>")).containsOnlyOnce("storage stat nope");
            assertThat(pane.written()).doesNotContain(String.valueOf(ESCAPE));
        }
    }

    @Test
    void without_colours_and_outside_utf_8_only_ascii_without_colours_is_written() throws Exception {
        Map<String, String> plain = Map.of("NO_COLOR", "1", "LC_ALL", "C");
        try (Pane pane = open(plain, 60, "--storage", orders.toUri().toString())) {
            pane.record().awaitPrompt(PROMPT);
            pane.type("session ").press("Tab");
            pane.await("where this session stands");
            pane.press("C-c").awaitPrompt(PROMPT);
            pane.enter("storage stat nope");
            pane.await("code: object-missing");
            assertThat(pane.written())
                    .isASCII()
                    .doesNotContainPattern(ESCAPE + "\\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7])m");
        }
    }

    @Test
    void nothing_open_is_said_and_three_lines_welcome_who_comes_first() throws Exception {
        try (Pane pane = open(Map.of(), 80)) {
            assertThat(pane.awaitPrompt("walkback>")).contains("looking changes nothing", "storage add", "help");
            pane.enter("exit");
            assertThat(pane.ended()).isZero();
        }
        try (Pane again = open(Map.of(), 80)) {
            assertThat(again.awaitPrompt("walkback>")).doesNotContain("looking changes nothing");
        }
    }

    @Test
    void told_to_end_it_ends_with_143() throws Exception {
        try (Pane pane = open()) {
            assertThat(ProcessHandle.of(pane.pid()).orElseThrow().destroy()).isTrue();
            assertThat(pane.ended()).isEqualTo(143);
        }
    }

    @Test
    void a_start_leaves_no_file_in_the_folder_for_temporary_files() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Pane pane = open(
                Map.of("TMPDIR", temporary.toString(), "WALKBACK_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary),
                80,
                "--storage",
                orders.toUri().toString())) {
            pane.awaitPrompt(PROMPT);
            pane.enter("exit");
            assertThat(pane.ended()).isZero();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }
}
