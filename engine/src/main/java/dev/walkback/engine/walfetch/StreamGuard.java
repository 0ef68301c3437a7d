package dev.walkback.engine.walfetch;

import dev.walkback.engine.restore.stage.GuardedScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code restore_command} of a server whose WAL is streamed: a script of POSIX sh in a spool. A segment that is there already is
 * handed over by a rename, without starting anything; for all else it asks the prefetcher, which it starts where there is none, and
 * where that does not help either it runs {@code walkback wal fetch} itself.
 *
 * @param walkback how the program is started, the whole path first
 * @param options said after each command of it, such as {@code --storage} and a name; no secrets, since everybody can read them
 * @param settings put into its environment, by name; no secrets, for the same reason
 */
public record StreamGuard(Spool spool, List<String> walkback, List<String> options, Map<String, String> settings) {

    private static final int ABSENT = 74;

    public StreamGuard {
        if (walkback.isEmpty()) {
            throw new IllegalArgumentException("the script has to know the program it is to run");
        }
        walkback = List.copyOf(walkback);
        options = List.copyOf(options);
        settings = Collections.unmodifiableSequencedMap(new TreeMap<>(settings));
    }

    /** The text of the setting, not yet quoted for a configuration file. */
    public String restoreCommand() {
        return GuardedScript.command(spool.script(), ABSENT);
    }

    public String script() {
        String command = "walkback() { $session " + words(walkback) + " \"$@\" " + words(options) + "; }\n";
        String exports = settings.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return "#!/bin/sh\nspool=" + quoted(spool.folder().toString()) + "\n" + exports + command + text();
    }

    /** Makes the spool, empty, with the script in it; only its owner can look in. What an earlier one held is gone. */
    public void write() throws IOException {
        Path folder = spool.folder();
        Files.createDirectories(Objects.requireNonNull(folder.getParent()));
        makeFolder(folder);
        for (Path below : List.of(spool.ready(), spool.part(), spool.asks(), spool.answers())) {
            makeFolder(below);
            empty(below);
        }
        Files.deleteIfExists(spool.position());
        Path unfinished = folder.resolve(Spool.SCRIPT + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (FileChannel script = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            script.write(StandardCharsets.UTF_8.encode(script()));
            // an empty script ends with 0
            script.force(true);
        }
        Files.move(unfinished, spool.script(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // whoever used it has just cleared it away
        }
    }

    private static String words(List<String> words) {
        return words.stream().map(StreamGuard::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(StreamGuard.class.getResourceAsStream("fetch.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
