package dev.walkback.engine.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A server on a directory that walkback restored, started and stopped by {@code pg_ctl} as the directory's owner. Never one that a
 * service manager knows: whoever asks for this has made sure.
 *
 * @param log where it writes
 * @param settings that hold for this start and beat all files
 */
public record ScratchServer(
        Installation installation, Path data, RunAs owner, Path log, SequencedMap<String, String> settings) {

    private static final Duration A_MOMENT = Duration.ofSeconds(20);

    /** How it is stopped. */
    public enum Mode {
        /** Disconnects everybody, and writes a checkpoint. */
        FAST,
        /** Ends at once; what was replayed is replayed again. */
        IMMEDIATE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** {@code pg_ctl} did not do what it was told. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * Starts it and does not wait until it answers: that may take as long as a replay. What becomes of it is seen from
     * {@link DataDirectory} and from its log.
     */
    public void start() throws IOException, InterruptedException, Failed {
        if (DataDirectory.look(data).isLive()) {
            throw new Failed("a server runs on " + data + " already");
        }
        makeLog();
        List<String> words =
                new ArrayList<>(List.of(program(), "start", "-W", "-s", "-D", data.toString(), "-l", log.toString()));
        if (!settings.isEmpty()) {
            words.add("-o");
            words.add(options());
        }
        done(run(words, Map.of("PGCTLTIMEOUT", "20"), A_MOMENT), "start");
    }

    /** Ends the recovery: the server becomes writable on a timeline of its own. Waits until it is so. */
    public void promote(Duration patience) throws IOException, InterruptedException, Failed {
        done(run(waiting("promote", patience), Map.of(), patience.plus(A_MOMENT)), "promote");
    }

    /** Stops it, and waits until it is gone. One that does not run is stopped already. */
    public void stop(Mode mode, Duration patience) throws IOException, InterruptedException, Failed {
        if (!DataDirectory.look(data).isLive()) {
            return;
        }
        List<String> words = new ArrayList<>(waiting("stop", patience));
        words.add("-m");
        words.add(mode.word());
        Command.Answer answer = run(words, Map.of(), patience.plus(A_MOMENT));
        if (DataDirectory.look(data).isLive()) {
            done(answer, "stop");
            throw new Failed("the server on " + data + " still runs");
        }
    }

    private List<String> waiting(String what, Duration patience) {
        return List.of(
                program(),
                what,
                "-w",
                "-s",
                "-D",
                data.toString(),
                "-t",
                Long.toString(Math.max(1, patience.toSeconds())));
    }

    private String program() {
        return installation.program("pg_ctl").toString();
    }

    private Command.Answer run(List<String> words, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        return new Command(owner.words(words), data, new TreeMap<>(environment), patience).run();
    }

    private void done(Command.Answer answer, String what) throws Failed {
        if (answer.exit() != 0) {
            String said = answer.output().strip();
            throw new Failed("pg_ctl " + what + " ended with " + answer.exit() + (said.isEmpty() ? "" : ": " + said));
        }
    }

    /** The server's user may not be allowed to make it where it is to be. */
    private void makeLog() throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(log);
        }
        if (owner.switching()) {
            Files.setAttribute(log, "unix:uid", owner.uid());
            Files.setAttribute(log, "unix:gid", owner.gid());
        }
    }

    /** For the shell that pg_ctl starts the server through: each word in single quotes. */
    private String options() {
        StringBuilder options = new StringBuilder();
        settings.forEach((name, value) ->
                options.append(options.isEmpty() ? "" : " ").append("-c ").append(quoted(name + "=" + value)));
        return options.toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
