package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLineTest {

    @TempDir
    Path folder;

    @Test
    void a_line_is_taken_apart_whatever_stands_in_front() {
        assertThat(LogLine.parse("2026-11-21 07:56:56.123 UTC [4711] LOG:  redo starts at 0/D00028"))
                .isEqualTo(new LogLine("2026-11-21 07:56:56.123 UTC", "LOG", "redo starts at 0/D00028"));
        assertThat(LogLine.parse("orders@app FATAL:  the database system is starting up"))
                .isEqualTo(new LogLine("", "FATAL", "the database system is starting up"));
        assertThat(LogLine.parse("redo starts at 0/D00028")).isEqualTo(new LogLine("", "", "redo starts at 0/D00028"));
    }

    @Test
    void what_psql_prints_of_it_is_understood() {
        assertThat(LogLine.parse("psql: error: connection to server on socket \"/tmp/.s.PGSQL.5432\" failed: "
                        + "FATAL:  the database system is starting up"))
                .extracting(LogLine::text)
                .isEqualTo("the database system is starting up");
    }

    @Test
    void a_code_between_severity_and_message_is_no_part_of_it() {
        assertThat(LogLine.parse("2026-11-21 07:56:56 [1] FATAL:  XX000: recovery aborted")
                        .text())
                .isEqualTo("recovery aborted");
    }

    @Test
    void csv_is_understood() {
        assertThat(
                        LogLine.parse(
                                "2026-11-21 07:56:56.123 UTC,,,4711,,65,3,,2026-11-21 07:56:55 UTC,,0,LOG,00000,"
                                        + "\"restored log file \"\"00000001000000000000000D\"\" from archive\",,,,,,,,,\"\",\"startup\",,0"))
                .isEqualTo(new LogLine(
                        "2026-11-21 07:56:56.123 UTC",
                        "LOG",
                        "restored log file \"00000001000000000000000D\" from archive"));
    }

    @Test
    void json_is_understood() {
        assertThat(LogLine.parse(
                        "{\"timestamp\":\"2026-11-21 07:56:56.123 UTC\",\"pid\":1,\"error_severity\":\"FATAL\","
                                + "\"state_code\":\"22023\",\"message\":\"data directory \\\"/srv/pg\\\" has invalid permissions\","
                                + "\"detail\":\"x\"}"))
                .isEqualTo(new LogLine(
                        "2026-11-21 07:56:56.123 UTC", "FATAL", "data directory \"/srv/pg\" has invalid permissions"));
    }

    @Test
    void details_and_hints_belong_to_the_line_before() {
        assertThat(LogLine.parse("x HINT:  Execute pg_wal_replay_resume() to promote.")
                        .isAboutAnother())
                .isTrue();
        assertThat(LogLine.parse("x FATAL:  no").isFatal()).isTrue();
    }

    @Test
    void a_log_is_read_as_it_grows_and_a_half_line_waits() throws IOException {
        Path log = folder.resolve("log");
        LogTail tail = LogTail.whole(log);
        assertThat(tail.more()).isEmpty();
        Files.writeString(log, "one\ntwo\nth");
        assertThat(tail.more()).containsExactly("one", "two");
        Files.writeString(log, "ree\n", StandardOpenOption.APPEND);
        assertThat(tail.more()).containsExactly("three");
    }

    @Test
    void a_log_that_was_begun_anew_is_read_from_its_start() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(log, "a long line of yesterday\n");
        LogTail tail = LogTail.whole(log);
        tail.more();
        Files.writeString(log, "new\n");

        assertThat(tail.more()).containsExactly("new");
    }

    @Test
    void the_last_of_a_long_log_begins_with_a_whole_line() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(log, "first\nsecond\nthird\n");

        assertThat(LogTail.last(log, 9).more()).containsExactly("third");
        assertThat(LogTail.last(log, 900).more()).containsExactly("first", "second", "third");
    }

    @Test
    void the_collectors_own_note_tells_where_the_log_is() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(LogFile.of(data)).isEmpty();
        Files.createDirectory(data.resolve("log"));
        Path collected = Files.writeString(data.resolve("log/postgresql.log"), "x");
        assertThat(LogFile.of(data)).contains(collected);
        Path other = Files.writeString(data.resolve("log/other.log"), "x");
        Files.writeString(data.resolve("current_logfiles"), "stderr log/other.log\n");
        assertThat(LogFile.of(data)).contains(other);
    }

    @Test
    void the_log_beside_a_directory_of_ours_is_found() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path log = Files.writeString(folder.resolve("data.log"), "x");

        assertThat(LogFile.of(data)).contains(log);
    }
}
