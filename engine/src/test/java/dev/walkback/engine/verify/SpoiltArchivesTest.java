package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Archives in which some bytes were changed, anywhere: each is looked at to the end, whatever comes of it. */
class SpoiltArchivesTest {

    @Provide
    Arbitrary<String> archives() {
        return Arbitraries.of("brotli-libsodium", "none-and-mixed", "remote", "segsize-1mb");
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void looking_always_comes_to_an_end(@ForAll @From("archives") String name, @ForAll Random random)
            throws IOException {
        Path folder = Files.createTempDirectory("spoilt");
        try {
            PackedArchive.named(name).unpackInto(folder);
            for (int i = 0; i < 8; i++) {
                spoil(folder.resolve("storage"), random);
            }
            OpenedArchive archive = OpenedArchive.in(folder, layers(name));
            archive.archive().clusters().forEach(cluster -> {
                new WalContentCheck(archive.source(), VerdictMemory.none()).check(cluster);
                BackupVerifier verifier = new BackupVerifier(archive.source(), cluster, Depth.CONTENT);
                cluster.backups()
                        .forEach(backup -> assertThat(
                                        verifier.verify(backup.name()).findings())
                                .isNotNull());
                cluster.backups()
                        .forEach(backup -> new BackupComparison(archive.source(), archive.archive())
                                .compare(cluster.backups().getFirst().name(), backup.name(), Depth.CONTENT));
            });
        } catch (StorageException.WrongKey everythingIsLocked) {
            // when the only tar of a kind has its beginning spoilt, no key opens it
            assertThat(name).isEqualTo("brotli-libsodium");
        } finally {
            remove(folder);
        }
    }

    private static void spoil(Path storage, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(storage)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        switch (bytes.length == 0 ? 2 : random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(600));
        }
        Files.write(file, bytes);
    }

    private static Layers layers(String name) throws IOException {
        return name.equals("brotli-libsodium")
                ? Layers.encrypted(new SodiumEncryption(SodiumKey.of(
                        "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00", KeyTransform.HEX)))
                : Layers.unencrypted();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
