package dev.walkback.engine.walfetch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The prefetcher's side of what is said through the files of a {@link Spool}. */
final class SpoolDesk {

    private static final int ABSENT = 74;

    private final Spool spool;
    private long pulse;

    SpoolDesk(Spool spool) {
        this.spool = spool;
    }

    /**
     * Somebody waits.
     *
     * @param id name and pid, as the file is called
     */
    record Ask(String id) {

        String name() {
            return id.substring(0, id.lastIndexOf('.'));
        }

        /** Whether the script that asked is still there to hear the answer. */
        boolean isHeard() {
            return ProcessHandle.of(Long.parseLong(id.substring(id.lastIndexOf('.') + 1)))
                    .isPresent();
        }
    }

    List<Ask> asks() throws IOException {
        List<Ask> asks = new ArrayList<>();
        for (String id : names(spool.asks())) {
            if (id.matches(".+\\.\\d{1,18}")) {
                asks.add(new Ask(id));
            } else {
                Files.deleteIfExists(spool.asks().resolve(id));
            }
        }
        return asks;
    }

    /** The file is in its place: the script sees that itself. */
    void done(Ask ask) throws IOException {
        Files.deleteIfExists(spool.asks().resolve(ask.id()));
    }

    void sayAbsent(Ask ask) throws IOException {
        say(ask, ABSENT);
    }

    /** The answer appears whole: half a number would be another one. */
    void say(Ask ask, int code) throws IOException {
        if (ask.isHeard()) {
            replace(spool.answers().resolve(ask.id()), code + "\n");
        }
        done(ask);
    }

    /** The name that was handed over last; empty where none was. */
    String position() throws IOException {
        try {
            return Files.readString(spool.position(), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException none) {
            return "";
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

    Set<String> ready() {
        return new TreeSet<>(names(spool.ready()));
    }

    void removeReady(String name) throws IOException {
        Files.deleteIfExists(spool.ready().resolve(name));
    }

    Path readyFile(String name) {
        return spool.ready().resolve(name);
    }

    Path partFile(String name) {
        return spool.part().resolve(name);
    }

    /** What was on its way when another prefetcher died, and answers that nobody took. */
    void clearLeftovers() throws IOException {
        for (String name : names(spool.part())) {
            Files.deleteIfExists(spool.part().resolve(name));
        }
        for (String id : names(spool.answers())) {
            if (!id.matches(".+\\.\\d{1,18}") || !new Ask(id).isHeard()) {
                Files.deleteIfExists(spool.answers().resolve(id));
            }
        }
    }

    private void replace(Path file, String text) throws IOException {
        Path unfinished = spool.part().resolve(file.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of what is in a folder; one that is gone is empty. The plain list costs a third of a stream, and is asked for all the time. */
    private static List<String> names(Path folder) {
        String[] names = new File(folder.toString()).list();
        return names == null ? List.of() : List.of(names);
    }
}
