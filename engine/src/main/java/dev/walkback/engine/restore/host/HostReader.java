package dev.walkback.engine.restore.host;

import dev.walkback.engine.server.CLibrary;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Installation;
import dev.walkback.engine.server.Installations;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at this machine. Changes nothing. */
public final class HostReader {

    private final Installations installations;
    private final String name;

    /** @param name of this host; empty where nobody knows */
    public HostReader(Installations installations, String name) {
        this.installations = installations;
        this.name = name;
    }

    /**
     * @param places that are written to
     * @param major of PostgreSQL that is needed; null where nothing tells
     * @param libraries that its server is told to load
     */
    public Host look(Collection<Path> places, @Nullable String major, Collection<String> libraries)
            throws InterruptedException {
        Map<Path, DataDirectory> found = new HashMap<>();
        Map<Path, Volume> volumes = new HashMap<>();
        for (Path place : places) {
            found.put(place, DataDirectory.look(place));
            volume(place).ifPresent(volume -> volumes.put(place, volume));
        }
        Installation installation =
                major == null ? null : installations.ofMajor(major).orElse(null);
        return new Host(
                found,
                volumes,
                installation,
                installation == null ? List.of() : missing(installation, libraries),
                CLibrary.version().orElse(null),
                name,
                isRoot());
    }

    /** Whom the process belongs to, the kernel says beside it; where it does not, nobody is root. */
    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
            return false;
        }
    }

    /** Of the nearest directory above that is there. */
    private static Optional<Volume> volume(Path place) {
        for (Path next = place; next != null; next = next.getParent()) {
            if (Files.isDirectory(next)) {
                try {
                    FileStore store = Files.getFileStore(next);
                    return Optional.of(new Volume(mount(next, store), store.getUsableSpace()));
                } catch (IOException | SecurityException withheld) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The highest directory of that file system on the way: devices may have one name for several, as overlays do. */
    private static String mount(Path directory, FileStore store) throws IOException {
        Path mount = directory.toRealPath();
        while (mount.getParent() != null
                && Files.getFileStore(mount.getParent()).equals(store)) {
            mount = mount.getParent();
        }
        return mount.toString();
    }

    private static List<String> missing(Installation installation, Collection<String> libraries) {
        List<Path> folders = folders(installation);
        if (folders.stream().noneMatch(Files::isDirectory)) {
            return List.of();
        }
        return libraries.stream()
                .filter(library -> folders.stream().noneMatch(folder -> isIn(folder, library)))
                .toList();
    }

    /** Where packages put loadable libraries: beside bin, in lib or in lib/postgresql. */
    private static List<Path> folders(Installation installation) {
        Path above = installation.bin().getParent();
        return above == null
                ? List.of()
                : List.of(above.resolve("lib"), above.resolve("lib").resolve("postgresql"), above.resolve("lib64"));
    }

    private static boolean isIn(Path folder, String library) {
        try {
            return Files.exists(folder.resolve(library)) || Files.exists(folder.resolve(library + ".so"));
        } catch (java.nio.file.InvalidPathException noName) {
            return false;
        }
    }
}
