package dev.walkback.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A terminal that a program runs in, held by a tmux of its own: what stands on the screen can be read, keys be pressed, and the
 * window be made smaller.
 */
final class Pane implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GLANCE = Duration.ofMillis(40);

    private final Path tmux;
    private final String socket = "walkback-" + UUID.randomUUID();
    private final Path written;

    private Pane(Path tmux, Path written) {
        this.tmux = tmux;
        this.written = written;
    }

    /** @param environment all that the program sees, beside what tmux sets */
    static Pane open(Path folder, int columns, int rows, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Pane pane = new Pane(Components.command("tmux"), Files.createTempFile(folder, "written", ".bytes"));
        StringBuilder line = new StringBuilder("exec env -i");
        environment.forEach((name, value) -> line.append(' ').append(quoted(name + "=" + value)));
        command.forEach(word -> line.append(' ').append(quoted(word)));
        pane.tmux("-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "sleep 600");
        pane.tmux("set-option", "-g", "remain-on-exit", "on");
        pane.tmux("respawn-pane", "-k", "-c", folder.toString(), line.toString());
        return pane;
    }

    /**
     * Keeps all that is written from now on. Not together with {@link #ended}: a tmux that has not yet handed everything on does
     * not notice the end.
     */
    Pane record() throws IOException, InterruptedException {
        tmux("pipe-pane", "-o", "cat > " + quoted(written.toString()));
        return this;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tmux.toString(), "-L", socket));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", line) + ": " + said).isZero();
        return said;
    }

    /** Keys by tmux's names: {@code Enter}, {@code Tab}, {@code C-c}, {@code Up}. */
    Pane press(String... keys) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
        return this;
    }

    /** Types a text as it is. */
    Pane type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", "--", text);
        return this;
    }

    /** Types a line and presses Enter. */
    Pane enter(String line) throws IOException, InterruptedException {
        return type(line).press("Enter");
    }

    /** As a terminal pastes: between marks, where the program asked for them. */
    Pane paste(String text) throws IOException, InterruptedException {
        tmux("set-buffer", "--", text);
        tmux("paste-buffer", "-p");
        return this;
    }

    Pane resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
        return this;
    }

    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /** The screen, once it is as described; what stands there when it never is, is in the failure. */
    String await(String what, Predicate<String> there) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!there.test(screen)) {
            assertThat(System.nanoTime())
                    .as("never there: " + what + "\n" + screen)
                    .isLessThan(end);
            Thread.sleep(GLANCE);
            screen = screen();
        }
        return screen;
    }

    String await(String text) throws IOException, InterruptedException {
        return await(text, screen -> screen.contains(text));
    }

    /** Until the last line that is not the one at the bottom is this. */
    String awaitPrompt(String prompt) throws IOException, InterruptedException {
        return await(
                prompt,
                screen -> screen.lines().anyMatch(line -> line.stripTrailing().equals(prompt)));
    }

    /** What the program wrote to its terminal since {@link #record}, as it was written. */
    String written() throws IOException {
        return new String(Files.readAllBytes(written), StandardCharsets.ISO_8859_1);
    }

    /** The exit code, once the program has ended. */
    int ended() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String status = "";
        while (status.isEmpty()) { // it is known a moment after the pane is dead
            assertThat(System.nanoTime()).as("never ended:\n" + screen()).isLessThan(end);
            Thread.sleep(GLANCE);
            status = tmux("display-message", "-p", "#{pane_dead_status}").strip();
            if (status.isEmpty()) {
                tmux("run-shell", "true"); // tmux 3.3a may not hear that its child ended until another one does
            }
        }
        return Integer.parseInt(status);
    }

    long pid() throws IOException, InterruptedException {
        return Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
