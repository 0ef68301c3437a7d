package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.shell.settings.Flags;
import dev.walkback.shell.settings.Manner;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.StorageOpener;
import dev.walkback.shell.settings.Surroundings;
import dev.walkback.storage.Storage;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real archives for tests, read as every archive is. */
public final class ArchiveOf {

    private ArchiveOf() {}

    /** One that WAL-G wrote; its folder is called {@code storage}, and so its cluster. */
    public static Archive packed(String name, Clock clock) {
        return directory(PackedArchive.named(name).shared().resolve("storage"), clock);
    }

    /** Both under one prefix; of an object that both have, the first one's. */
    public static Archive both(String one, String other, Path folder, Clock clock) throws IOException {
        for (String name : List.of(one, other)) {
            Path storage = PackedArchive.named(name).shared().resolve("storage");
            try (Stream<Path> files = Files.walk(storage)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(storage.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    if (!Files.exists(copy)) {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
        return directory(folder, clock);
    }

    public static Archive directory(Path folder, Clock clock) {
        Settings settings =
                Settings.read(Manner.NATIVE, new Surroundings(Map.of(), folder, folder, "nobody"), Flags.NONE);
        try (Storage storage = new StorageOpener(settings, clock, warning -> {})
                .open(folder.toUri().toString())) {
            return ArchiveReader.plain(clock).read(storage, Layers.unencrypted());
        }
    }
}
