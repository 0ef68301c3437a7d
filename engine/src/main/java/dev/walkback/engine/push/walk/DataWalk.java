package dev.walkback.engine.push.walk;

import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.WalkedFile.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a data directory from top to bottom, each folder in the order of its names. Tablespaces are gone through where their
 * links are found; files that vanish meanwhile were dropped, and WAL says so. Memory grows with the largest folder.
 */
public final class DataWalk {

    private static final String CONTROL = "/global/pg_control";
    private static final String TABLESPACES = "/pg_tblspc";

    private final Path root;
    private final Found found;
    private final FileFacts facts = new FileFacts();
    private final Map<String, String> places = new TreeMap<>();
    private final Deque<Path> linkedInto = new ArrayDeque<>();
    private long catalogBytes;

    /** @param root the data directory, with links resolved */
    public DataWalk(Path root, Found found) {
        this.root = root;
        this.found = found;
    }

    public void run() throws IOException, InterruptedException {
        visit("/", root);
    }

    /** Bytes of all that was seen, folders and what is left out with them. */
    public long catalogBytes() {
        return catalogBytes;
    }

    /** Where tablespaces are; null where there are none but PostgreSQL's own. */
    public @Nullable TablespaceSpec tablespaces() {
        return places.isEmpty() ? null : new TablespaceSpec(root.toString(), places);
    }

    private void visit(String name, Path path) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Optional<FileFacts.Fact> fact = facts.of(path);
        if (fact.isEmpty()) {
            return;
        }
        catalogBytes += fact.get().size();
        switch (fact.get().type()) {
            case FOLDER -> folder(fact.get().walked(name, path, Kind.FOLDER));
            case FILE -> file(fact.get().walked(name, path, Kind.FILE));
            case LINK -> link(name, path);
            case OTHER -> found.leftOut(path, "it is a socket, a pipe or a device, which no backup can hold");
        }
    }

    private void file(WalkedFile file) throws InterruptedException {
        if (file.name().equals(CONTROL)) {
            found.control(file);
        } else if (!LeftOut.is(file.name())) {
            found.file(file);
        }
    }

    private void folder(WalkedFile folder) throws IOException, InterruptedException {
        if (folder.name().equals(TABLESPACES)) {
            tablespaces(folder);
        }
        found.file(folder);
        if (LeftOut.is(folder.name())) {
            return;
        }
        boolean top = folder.name().equals("/");
        for (String each : names(folder.path())) {
            String name = (top ? "" : folder.name()) + "/" + each;
            Path path = folder.path().resolve(each);
            if (LeftOut.isWithoutATrace(name)) {
                continue;
            }
            if (folder.name().equals(TABLESPACES) && places.containsKey(each)) {
                catalogBytes += facts.of(path).map(FileFacts.Fact::size).orElse(0L);
            } else {
                visit(name, path);
            }
        }
    }

    /** Before the folder of their links, which is WAL-G's order. */
    private void tablespaces(WalkedFile folder) throws IOException, InterruptedException {
        for (String each : names(folder.path())) {
            Path link = folder.path().resolve(each);
            if (Files.isSymbolicLink(link)) {
                String place = Files.readSymbolicLink(link).toString();
                places.put(each, place.endsWith("/") ? place.substring(0, place.length() - 1) : place);
                tablespace(folder.name() + "/" + each, folder.path().resolve(place));
            }
        }
    }

    private void tablespace(String name, Path place) throws IOException, InterruptedException {
        catalogBytes += facts.of(place).map(FileFacts.Fact::size).orElse(0L);
        for (String each : names(place)) {
            visit(name + "/" + each, place.resolve(each));
        }
    }

    /**
     * WAL-G stores a link that leads nowhere, and cannot restore a chain that has it twice. Here what it leads to is taken, so that
     * what is restored is whole wherever it is restored.
     */
    private void link(String name, Path path) throws IOException, InterruptedException {
        Path target;
        try {
            target = path.toRealPath();
        } catch (NoSuchFileException nowhere) {
            if (Files.isSymbolicLink(path)) {
                found.leftOut(path, "it is a link that leads nowhere");
            }
            return;
        }
        Optional<FileFacts.Fact> fact = facts.of(target);
        if (fact.isEmpty()) {
            return;
        }
        switch (fact.get().type()) {
            case FILE -> file(fact.get().walked(name, target, Kind.FILE));
            case FOLDER -> {
                if (linkedInto.contains(target) || path.startsWith(target)) {
                    found.leftOut(path, "it is a link to a folder that it lies in itself");
                } else {
                    linkedInto.push(target);
                    folder(fact.get().walked(name, target, Kind.FOLDER));
                    linkedInto.pop();
                }
            }
            case LINK, OTHER -> found.leftOut(path, "it is a link to a socket, a pipe or a device");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path each : entries) {
                names.add(String.valueOf(each.getFileName()));
            }
        } catch (NoSuchFileException | NotDirectoryException dropped) {
            return List.of();
        } catch (AccessDeniedException denied) {
            throw new PushRefused(new PushRefused.Why.UnreadableFile(folder, "permission denied"), denied);
        }
        Collections.sort(names);
        return names;
    }
}
