package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedArchiveTest {

    static Stream<String> archives_with_a_storage() {
        return PackedArchive.NAMES.stream()
                .filter(name -> !List.of("damaged", "delete-plans", "empty").contains(name));
    }

    @ParameterizedTest
    @MethodSource("archives_with_a_storage")
    void every_object_is_the_one_that_was_listed_when_it_was_packed(String name) throws IOException {
        Path archive = PackedArchive.named(name).shared();
        assertThat(objectsOnDisk(archive))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(PackedArchive.objects(archive));
    }

    @Test
    void the_sound_archive_under_the_damaged_ones_is_as_listed_too() throws IOException {
        Path archive = PackedArchive.named("damaged").shared().resolve("base");
        assertThat(objectsOnDisk(archive))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(PackedArchive.objects(archive));
    }

    @Test
    void an_object_in_an_overlay_has_the_time_of_the_one_it_replaces() throws IOException {
        Path damaged = PackedArchive.named("damaged").shared();
        String key = "wal_005/000000010000000000000004.lz4";
        assertThat(Files.getLastModifiedTime(
                        damaged.resolve("truncated-wal/overlay").resolve(key)))
                .isEqualTo(Files.getLastModifiedTime(
                        damaged.resolve("base/storage").resolve(key)));
    }

    @Test
    void the_vectors_are_there() {
        assertThat(PackedArchive.vectors().shared()).isDirectoryContaining("glob:**/README.md");
    }

    @Test
    void the_shared_copy_is_unpacked_once() {
        assertThat(PackedArchive.named("empty").shared())
                .isEqualTo(PackedArchive.named("empty").shared());
    }

    @Test
    void a_copy_of_ones_own_is_another_folder_with_the_same_objects(@TempDir Path folder) throws IOException {
        Path own = PackedArchive.named("remote").unpackInto(folder.resolve("mine"));
        assertThat(objectsOnDisk(own)).containsExactlyInAnyOrderElementsOf(PackedArchive.objects(own));
    }

    @Test
    void an_archive_that_was_never_packed_is_refused_by_name() {
        assertThatThrownBy(() -> PackedArchive.named("nonesuch")).hasMessageContaining("nonesuch");
    }

    private static List<PackedArchive.StoredObject> objectsOnDisk(Path archive) throws IOException {
        Path root = archive.resolve("storage");
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> objectOnDisk(root, file))
                    .toList();
        }
    }

    private static PackedArchive.StoredObject objectOnDisk(Path root, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return new PackedArchive.StoredObject(
                    root.relativize(file).toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant(),
                    HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        } catch (IOException | NoSuchAlgorithmException failed) {
            throw new AssertionError(failed);
        }
    }
}
