package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private final Failures failures = new Failures(new Location("ssh://host/root"));

    @ParameterizedTest
    @CsvSource({
        "2, No such file, Missing",
        "10, No such path, Missing",
        "3, Permission denied, Denied",
        "12, Write protected, Denied",
        "14, No space, NoRoom",
        "15, Quota, NoRoom",
        "6, No connection, Unreachable",
        "7, Connection lost, Unreachable",
        "4, No space left on device, NoRoom",
        "4, Read-only file system, Denied",
        "4, Failure, Rejected",
        "8, Unsupported, Rejected"
    })
    void a_status_is_what_a_person_can_do_next(int code, String text, String kind) {
        assertThat(failures.of(new SftpStatus(code, text), "read x", "x")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void a_read_only_disk_is_told_from_missing_rights() {
        assertThat(failures.of(new SftpStatus(SftpStatus.WRITE_PROTECT, ""), "write x", "x"))
                .isInstanceOfSatisfying(
                        StorageException.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(StorageException.Denied.Reason.READ_ONLY));
    }

    @Test
    void a_line_that_broke_is_worth_trying_again() {
        assertThat(failures.of(new IOException("broken"), "read x", "x"))
                .isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void an_answer_that_did_not_come_is_no_interrupt() {
        assertThat(failures.of(new SocketTimeoutException("no answer"), "read x", "x"))
                .isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void an_interrupt_is_told_as_one() {
        StorageException failure = failures.of(new InterruptedIOException(), "read x", "x");

        // what it sets would meet the next test
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(StorageException.Interrupted.class);
    }

    @Test
    void a_configuration_shows_no_secret() {
        SshConfig config = SshConfig.of("host", "user", "/root")
                .withPassword("pass-word")
                .withKey(new PrivateKey(Path.of("/key"), "pass-phrase"));

        assertThat(config + " " + config.key())
                .doesNotContain("pass-word", "pass-phrase")
                .contains("***", "/key");
    }
}
