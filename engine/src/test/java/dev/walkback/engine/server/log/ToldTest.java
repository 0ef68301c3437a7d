package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ToldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    requested timeline 3 is not a child of this server's history | not-a-child
                    recovery ended before configured recovery target was reached | ended-before-target
                    restored log file "00000001000000000000000D" from archive | segment-restored
                    invalid record length at 0/B0001E8: wanted 24, got 0 | end-of-wal
                    invalid record length at 0/B0001E8: expected at least 24, got 0 | end-of-wal
                    invalid magic number 0000 in WAL segment 00000001000000000000000D, LSN 0/D00000, offset 0 | not-wal
                    could not open file "pg_wal/00000001000000000000000D": No such file or directory | segment-absent
                    could not open file "base/16384/2619": No such file or directory | file-absent
                    could not restore file "00000001000000000000000D" from archive: child process exited with exit code 254 | restore-command-failed
                    starting PostgreSQL 15.18 (Debian 15.18-1) on x86_64-pc-linux-gnu | server-starts
                    starting point-in-time recovery to 2026-11-21 08:00:05.5+00 | target-is
                    invalid value for parameter "recovery_target_time": "2026-11-21T08:00:05.5Z" | target-invalid
                    startup process (PID 4711) exited with exit code 1 | startup-failed
                    hot standby is not possible because max_connections = 50 is a lower setting than on the master server (its value was 200) | settings-too-low
                    could not find redo location 0/0A000028 referenced by checkpoint record at 0/0A000060 | checkpoint-absent
                    """)
    void messages_are_known_by_their_words(String text, String code) {
        assertThat(Told.of(text))
                .hasValueSatisfying(told -> assertThat(told.message().word()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    invalid value for parameter "work_mem": "lots"
                    starting background worker process "logical replication launcher"
                    checkpointer (PID 12) exited with exit code 1
                    relation "orders" does not exist
                    """)
    void what_is_no_matter_of_recovery_is_left_alone(String text) {
        assertThat(Told.of(text)).isEmpty();
    }

    @Test
    void what_a_message_names_can_be_asked_for() {
        assertThat(Told.of("archive file \"00000001000000000000000D\" has wrong size: 5000 instead of 1048576"))
                .hasValueSatisfying(told -> assertThat(told.values())
                        .isEqualTo(Map.of("file", "00000001000000000000000D", "found", "5000", "expected", "1048576")));
    }

    static List<Wording> wordings() {
        return Told.wordings();
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void no_wording_hides_another(Wording wording) {
        String said = said(wording);

        assertThat(Told.of(said))
                .as(said)
                .hasValueSatisfying(told -> assertThat(told.message()).isEqualTo(wording.message()));
    }

    @Test
    void a_line_of_no_end_takes_no_time() {
        assertThat(Told.of("restored log file \"".repeat(100_000))).isEmpty();
    }

    /** As a server would print it, with something put into each place. */
    private static String said(Wording wording) {
        String text = wording.format().replaceAll("%X/%(08)?X", "0/1").replaceAll("%(0\\d)?l{0,2}[udX]", "7");
        for (String name : wording.names()) {
            text = text.replaceFirst("%[sm]", example(wording, name));
        }
        return text;
    }

    private static String example(Wording wording, String name) {
        return switch (name) {
            case "what" -> "PostgreSQL 18";
            case "setting" ->
                wording.message() == LogMessage.TARGET_INVALID
                        ? "recovery_target_time"
                        : wording.message() == LogMessage.END_COMMAND_FAILED ? "recovery_end_command" : "work_mem";
            case "file" ->
                switch (wording.message()) {
                    case SEGMENT_ABSENT -> "pg_wal/1";
                    case BACKUP_LABEL_INVALID -> "backup_label";
                    default -> "a";
                };
            case "path" -> "pg_tblspc/16400";
            case "process" -> "startup process";
            default -> wording.format().replaceAll("%l{0,2}[udX]", "").contains("%") ? "x" : "";
        };
    }
}
