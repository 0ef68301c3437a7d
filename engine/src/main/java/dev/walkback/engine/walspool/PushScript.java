package dev.walkback.engine.walspool;

import dev.walkback.engine.restore.stage.ShellWord;
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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code archive_command} of a server whose WAL goes through a spool: a script of POSIX sh. A file that the uploader acknowledged
 * already is done without starting anything but {@code stat}; for all else it asks the uploader, which it starts where there is
 * none, and where that does not help either it runs {@code walkback wal push} itself.
 *
 * @param walkback how the program is started, the whole path first
 * @param options said after each command of it, such as {@code --storage} and a name; no secrets, since everybody can read them
 * @param settings put into its environment, by name; no secrets, for the same reason
 * @param patience for how many seconds one call waits, at least 1
 */
public record PushScript(
        PushSpool spool, List<String> walkback, List<String> options, Map<String, String> settings, long patience) {

    public PushScript {
        if (walkback.isEmpty()) {
            throw new IllegalArgumentException("the script has to know the program it is to run");
        }
        if (patience < 1) {
            throw new IllegalArgumentException("it waits for a second at least, not " + patience);
        }
        walkback = List.copyOf(walkback);
        options = List.copyOf(options);
        settings = Collections.unmodifiableSequencedMap(new TreeMap<>(settings));
    }

    /**
     * The text of the setting, not yet quoted for a configuration file. The script is read into the shell that the server starts in
     * any case; where it is not there, empty, or cut short, that shell ends with 1.
     */
    public String archiveCommand() {
        return "file=\"%p\"; . " + ShellWord.of(spool.script().toString()).replace("%", "%%") + "; exit 1";
    }

    public String script() {
        String exports = settings.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "=" + ShellWord.of(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return "spool=" + ShellWord.of(spool.folder().toString()) + " patience=" + patience + "\n"
                + exports
                + "walkback() { $session " + words(walkback) + " \"$@\" " + words(options) + "; }\n"
                + text();
    }

    /** Makes the spool, with the script in it; only its owner can look in. What an earlier one was told is forgotten. */
    public void write() throws IOException {
        Path folder = spool.folder();
        Files.createDirectories(Objects.requireNonNull(folder.getParent()));
        makeFolder(folder);
        for (Path below : List.of(spool.told(), spool.asks(), spool.answers(), spool.part())) {
            makeFolder(below);
        }
        // it may be of another archive
        empty(spool.told());
        Path unfinished = folder.resolve(PushSpool.SCRIPT + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, only("rw-------"));
        try (FileChannel script = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            script.write(StandardCharsets.UTF_8.encode(script()));
            script.force(true);
        }
        Files.move(unfinished, spool.script(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static FileAttribute<?> only(String owner) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner));
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, only("rwx------"));
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
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(PushScript.class.getResourceAsStream("push.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
