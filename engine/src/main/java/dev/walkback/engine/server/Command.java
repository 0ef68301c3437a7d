package dev.walkback.engine.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program of PostgreSQL or of the system, run to its end. It speaks English, and reads nothing from us.
 *
 * @param folder to run in; null for ours
 * @param settings of its environment, besides ours
 */
record Command(List<String> words, @Nullable Path folder, Map<String, String> settings, Duration patience) {

    private static final int MOST_BYTES = 1 << 20;

    /** Whatever of our own environment would tell PostgreSQL's programs another place, or another language. */
    private static final List<String> DROPPED =
            List.of("PGDATA", "PGPORT", "PGHOST", "PGOPTIONS", "LANGUAGE", "LC_MESSAGES");

    record Answer(int exit, String output) {}

    Command {
        words = List.copyOf(words);
        settings = new TreeMap<>(settings);
    }

    static Command of(String... words) {
        return new Command(List.of(words), null, Map.of(), Duration.ofSeconds(20));
    }

    Command in(Path place) {
        return new Command(words, place, settings, patience);
    }

    Command within(Duration time) {
        return new Command(words, folder, settings, time);
    }

    /** What it says on both streams, of which a megabyte is kept. It goes to a thread, so that patience ends also when it says nothing. */
    Answer run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words)).redirectErrorStream(true);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        DROPPED.forEach(builder.environment()::remove);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(settings);
        Process process = builder.start();
        process.getOutputStream().close();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread reader = Thread.ofVirtual().start(() -> read(process.getInputStream(), said));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(String.format(
                        Locale.ROOT, "%s did not end within %d s", words.getFirst(), patience.toSeconds()));
            }
            // a child that lives on, such as the server that pg_ctl started, may hold the stream open for ever
            reader.join(Duration.ofSeconds(1));
            return new Answer(process.exitValue(), said.toString(StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream said) {
        byte[] bytes = new byte[8192];
        try (in) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (said.size() < MOST_BYTES) {
                    said.write(bytes, 0, n);
                }
            }
        } catch (IOException ended) {
            // what was said until then is what there is
        }
    }
}
