package dev.walkback.shell.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heard by a socket of Python's, since Java has none of that kind. */
class WatchdogIT {

    private static final String LISTENER = """
            import socket, sys
            name = sys.argv[1]
            heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            heard.bind('\\0' + name[1:] if name.startswith('@') else name)
            print('listening', flush=True)
            while True:
                text = heard.recv(100).decode()
                print(text, flush=True)
                if text == 'STOPPING=1':
                    break
            """;

    @TempDir
    private Path folder;

    private final List<IOException> failures = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"a path", "a name of the kernel's"})
    void systemd_hears_that_it_is_ready_that_it_lives_and_that_it_ends(String kind) throws Exception {
        String name = kind.equals("a path") ? folder.resolve("notify").toString() : "@" + folder;
        Path script = Files.writeString(folder.resolve("listener.py"), LISTENER);
        Process listener = new ProcessBuilder(Components.command("python3").toString(), script.toString(), name)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = listener.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("listening");
            try (Watchdog watchdog = Watchdog.telling(name, failures::add)) {
                assertThat(said.readLine()).isEqualTo("READY=1");
                assertThat(said.readLine()).isEqualTo("WATCHDOG=1");
                watchdog.ends();
            }
            assertThat(said.readLine()).isEqualTo("STOPPING=1");
        } finally {
            listener.destroyForcibly();
        }
        assertThat(listener.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void that_nobody_listens_is_said_and_is_no_reason_to_end() {
        try (Watchdog watchdog = Watchdog.telling(folder.resolve("nobody").toString(), failures::add)) {
            watchdog.ends();
        }
        assertThat(failures).isNotEmpty();
    }
}
