package dev.walkback.engine.archive;

import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Path;
import java.time.Clock;

/** Looks at archives that WAL-G wrote. */
public final class PackedLook {

    private PackedLook() {}

    public static Archive at(String name) {
        return in(PackedArchive.named(name).shared());
    }

    /** @param folder of an unpacked archive, above its {@code storage} */
    public static Archive in(Path folder) {
        Path root = folder.resolve("storage");
        try (LocalStorage storage = new LocalStorage(root, Links.INSIDE, Clock.systemUTC())) {
            return ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
        }
    }
}
