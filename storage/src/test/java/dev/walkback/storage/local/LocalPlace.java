package dev.walkback.storage.local;

import dev.walkback.storage.Means;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A temporary directory. To be looked at only, it is mounted a second time read-only (root), or its permissions are taken away. */
final class LocalPlace implements StorageUnderTest {

    private final Path home = Files.createTempDirectory("local-storage");
    private final Path root = Files.createDirectory(home.resolve("root"));
    private final List<ReadOnlyView> views = new ArrayList<>();

    LocalPlace() throws IOException {}

    @Override
    public MutableStorage open() {
        return at(root);
    }

    private static MutableStorage at(Path directory) {
        return new LocalStorage(directory, Links.INSIDE, Clock.systemUTC());
    }

    @Override
    public Means<Opening> missingRoot() {
        return Means.of(() -> at(home.resolve("missing")));
    }

    @Override
    public Means<Opening> wrongCredentials() {
        return Means.none("a directory asks for no secret; who may do what is the system's affair");
    }

    @Override
    public Means<Opening> readOnly() {
        return Means.of(() -> {
            ReadOnlyView view = ReadOnlyView.of(root, home);
            views.add(view);
            return at(view.path());
        });
    }

    @Override
    public Means<Server> server() {
        return Means.none("there is no network in between");
    }

    @Override
    public Map<String, String> keysItCannotHold() {
        return Map.of();
    }

    @Override
    public void close() throws Exception {
        for (ReadOnlyView view : views) {
            view.close();
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
