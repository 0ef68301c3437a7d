package dev.walkback.engine.walspool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The uploader's side of what is said through the files of a {@link PushSpool}. */
final class UploadDesk {

    private final PushSpool spool;
    private long pulse;

    UploadDesk(PushSpool spool) {
        this.spool = spool;
    }

    /**
     * Somebody waits.
     *
     * @param id name and pid, as the file is called
     */
    record Ask(String id, Path file) {

        boolean isHeard() {
            return UploadDesk.isHeard(id);
        }
    }

    /** Those that are whole; one that is being written at this moment is there at the next look. */
    List<Ask> asks() throws IOException {
        List<Ask> asks = new ArrayList<>();
        for (String id : names(spool.asks())) {
            Path path = spool.asks().resolve(id);
            Optional<Path> file = file(path);
            if (file.isPresent() && id.matches(".+\\.\\d{1,18}") && isHeard(id)) {
                asks.add(new Ask(id, file.get()));
            } else if (!id.matches(".+\\.\\d{1,18}") || !isHeard(id)) {
                Files.deleteIfExists(path);
            }
        }
        return asks;
    }

    private static Optional<Path> file(Path ask) throws IOException {
        try {
            String text = Files.readString(ask);
            return text.endsWith("\n") ? Optional.of(Path.of(text.strip())).filter(Path::isAbsolute) : Optional.empty();
        } catch (NoSuchFileException | InvalidPathException | CharacterCodingException none) {
            return Optional.empty();
        }
    }

    /** Whether the script that asked is still there to hear the answer. */
    private static boolean isHeard(String id) {
        return ProcessHandle.of(Long.parseLong(id.substring(id.lastIndexOf('.') + 1)))
                .isPresent();
    }

    /** The archive has it: the script sees that itself. */
    void done(Ask ask) throws IOException {
        Files.deleteIfExists(spool.asks().resolve(ask.id()));
    }

    /** The answer appears whole: half a number would be another one. */
    void say(Ask ask, Answer answer) throws IOException {
        if (ask.isHeard()) {
            replace(spool.answers().resolve(ask.id()), answer.code() + " " + answer.sentence() + "\n");
        }
        done(ask);
    }

    /** The name that the script found acknowledged last; empty where it never did. */
    String position() throws IOException {
        try {
            return Files.readString(spool.position()).strip();
        } catch (NoSuchFileException | CharacterCodingException none) {
            return "";
        }
    }

    /** From now on the script ends with 0 for this file. */
    void acknowledge(String name, FileIdentity identity) throws IOException {
        replace(spool.told().resolve(name), identity.exact() + "\n" + identity.coarse() + "\n");
    }

    List<String> acknowledged() {
        return names(spool.told());
    }

    boolean isAcknowledged(String name, FileIdentity identity) throws IOException {
        try {
            return Files.readString(spool.told().resolve(name))
                    .equals(identity.exact() + "\n" + identity.coarse() + "\n");
        } catch (NoSuchFileException | CharacterCodingException none) {
            return false;
        }
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(spool.told().resolve(name));
    }

    /** What was acknowledged counts for this archive alone. */
    void takeUp(String archive) throws IOException {
        String before = Files.exists(spool.archive())
                ? Files.readString(spool.archive()).strip()
                : "";
        if (!before.equals(archive)) {
            forgetAll();
            replace(spool.archive(), archive + "\n");
        }
    }

    void forgetAll() throws IOException {
        for (String name : acknowledged()) {
            forget(name);
        }
    }

    void beat() throws IOException {
        replace(spool.pulse(), ++pulse + "\n");
    }

    void signIn() throws IOException {
        replace(spool.owner(), ProcessHandle.current().pid() + "\n");
    }

    /** Whether the spool is still there, and nobody has taken its place with another. */
    boolean isOurs() {
        try {
            return Files.readString(spool.owner())
                    .strip()
                    .equals(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException gone) {
            return false;
        }
    }

    void signOut() throws IOException {
        if (isOurs()) {
            Files.deleteIfExists(spool.owner());
            Files.deleteIfExists(spool.pulse());
        }
    }

    /** What was being written when another uploader died, and answers that nobody took. */
    void clearLeftovers() throws IOException {
        for (String name : names(spool.part())) {
            Files.deleteIfExists(spool.part().resolve(name));
        }
        for (String id : names(spool.answers())) {
            if (!id.matches(".+\\.\\d{1,18}") || !isHeard(id)) {
                Files.deleteIfExists(spool.answers().resolve(id));
            }
        }
    }

    private void replace(Path file, String text) throws IOException {
        Path unfinished = spool.part().resolve(file.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of what is in a folder; one that is gone is empty. The plain list costs least, and is asked for all the time. */
    static List<String> names(Path folder) {
        String[] names = new File(folder.toString()).list();
        return names == null ? List.of() : List.of(names);
    }
}
