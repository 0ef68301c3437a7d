package dev.walkback.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole process that is killed while it writes. */
final class KilledWriterTest {

    @TempDir
    Path root;

    @Test
    void a_writer_that_is_killed_leaves_nothing_that_is_listed_and_no_obstacle() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(writer.inputReader().readLine()).isEqualTo("half way");
        writer.destroyForcibly();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (var left = Files.list(root.resolve("folder"))) {
            assertThat(left).as("it was writing").hasSize(1);
        }
        MutableStorage storage = new LocalStorage(root, Links.INSIDE, Clock.systemUTC());
        try (var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing).isEmpty();
        }
        assertThat(storage.stat("folder/object")).isEmpty();
        storage.write("folder/object", Content.of(new byte[10]), Overwrite.REFUSED);
        assertThat(storage.stat("folder/object")).isPresent();
    }

    /** The process: writes, says so, and never comes to the end. */
    static final class Writer {

        public static void main(String[] arguments) {
            Content.Produced endless = sink -> {
                sink.write(new byte[5_000_000]);
                System.out.println("half way");
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            new LocalStorage(Path.of(arguments[0]), Links.INSIDE, Clock.systemUTC())
                    .write("folder/object", endless, Overwrite.ALLOWED);
        }
    }
}
