package dev.walkback.engine.restore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.restore.RestoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreLockTest {

    @TempDir
    private Path data;

    /** Takes the lock of a directory, says so, and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (RestoreLock lock = RestoreLock.of(new RestoreFolder(Path.of(arguments[0])))) {
                System.out.write(lock.folder().toString().length());
                System.out.flush();
                int nothingComes = System.in.read();
                assert nothingComes < 0;
            }
        }
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin/java")
                                .toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isPositive();
        return process;
    }

    @Test
    void the_second_is_refused_and_told_who_the_first_is_and_a_kill_lets_go() throws Exception {
        Process first = holder();
        assertThatThrownBy(() -> RestoreLock.of(new RestoreFolder(data)))
                .isInstanceOfSatisfying(
                        RestoreLock.Taken.class,
                        taken -> assertThat(taken.holder()).isEqualTo("" + first.pid()));
        first.destroyForcibly().waitFor();
        try (RestoreLock again = RestoreLock.of(new RestoreFolder(data))) {
            assertThat(again.folder()).isDirectory();
        }
    }

    @Test
    void one_process_does_not_lock_twice_either() throws IOException {
        try (RestoreLock first = RestoreLock.of(new RestoreFolder(data))) {
            assertThat(first.folder()).isDirectory();
            assertThatThrownBy(() -> RestoreLock.of(new RestoreFolder(data))).isInstanceOf(RestoreLock.Taken.class);
        }
    }

    @Test
    void a_target_that_nothing_was_done_to_is_left_as_it_was() throws IOException {
        RestoreLock.of(new RestoreFolder(data)).forget();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_folder_that_tells_of_a_restore_stays() throws IOException {
        RestoreFolder folder = new RestoreFolder(data);
        RestoreLock lock = RestoreLock.of(folder);
        Files.writeString(folder.plan(), "{}");
        lock.forget();
        assertThat(folder.plan()).exists();
    }
}
