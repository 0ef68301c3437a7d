package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedArchivesTest {

    static Stream<String> names() {
        return PackedArchive.NAMES.stream()
                .filter(name ->
                        Files.isDirectory(PackedArchive.named(name).shared().resolve("storage")))
                .filter(name -> !name.equals("empty"));
    }

    private static Path folder(String name) {
        return PackedArchive.named(name).shared();
    }

    private static Archive read(String name) {
        try (LocalStorage storage =
                new LocalStorage(folder(name).resolve("storage"), Links.INSIDE, Clock.systemUTC())) {
            return ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_object_is_counted(String name) {
        List<PackedArchive.StoredObject> objects = PackedArchive.objects(folder(name));
        Inventory inventory = read(name).inventory();
        assertThat(inventory.objects()).isEqualTo(objects.size());
        assertThat(inventory.bytes())
                .isEqualTo(objects.stream()
                        .mapToLong(PackedArchive.StoredObject::size)
                        .sum());
        assertThat(inventory.count(Inventory.Kind.UNKNOWN).objects()).isZero();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_sentinel_is_read(String name) {
        Archive archive = read(name);
        assertThat(archive.clusters())
                .flatExtracting(Cluster::backups)
                .isNotEmpty()
                .allSatisfy(backup -> assertThat(backup.sentinel())
                        .isInstanceOfSatisfying(
                                Document.Read.class,
                                read -> assertThat(((Sentinel) read.content()).missingFields())
                                        .isEmpty()));
    }
}
