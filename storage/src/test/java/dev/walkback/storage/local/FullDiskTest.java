package dev.walkback.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of 2 MiB, which only root can make. */
final class FullDiskTest {

    @TempDir
    Path disk;

    private MutableStorage storage;

    @BeforeEach
    void mount() throws Exception {
        Components.root();
        Disks.run("mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=20", "tmpfs", disk.toString());
        storage = new LocalStorage(disk, Links.INSIDE, Clock.systemUTC());
    }

    @AfterEach
    void unmount() throws Exception {
        if (Disks.weAreRoot()) {
            Disks.run("umount", disk.toString());
        }
    }

    @Test
    void an_object_that_does_not_fit_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> storage.write("a/object", Content.of(new byte[3_000_000]), Overwrite.ALLOWED))
                .isInstanceOf(StorageException.NoRoom.class);
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void an_object_that_does_not_fit_leaves_the_old_one() {
        storage.write("object", Content.of(new byte[1000]), Overwrite.ALLOWED);
        Content.Produced tooMuch = sink -> {
            for (int i = 0; i < 100; i++) {
                sink.write(new byte[100_000]);
            }
        };
        assertThatThrownBy(() -> storage.write("object", tooMuch, Overwrite.ALLOWED))
                .isInstanceOf(StorageException.NoRoom.class);
        assertThat(storage.stat("object").orElseThrow().size()).isEqualTo(1000);
        assertThat(disk).isDirectoryNotContaining("glob:**.tmp.*");
    }

    @Test
    void content_that_does_not_tell_of_the_full_disk_is_not_stored() {
        Content.Produced swallowing = sink -> {
            try {
                sink.write(new byte[3_000_000]);
            } catch (StorageException.NoRoom ignored) {
                // as a stream that only closes itself in peace might
            }
        };
        assertThatThrownBy(() -> storage.write("object", swallowing, Overwrite.ALLOWED))
                .isInstanceOf(StorageException.NoRoom.class);
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void a_disk_without_room_for_names_is_full_too() throws IOException {
        for (int i = 0; i < 19; i++) {
            Files.createFile(disk.resolve("file" + i));
        }
        assertThatThrownBy(() -> storage.write("object", Content.of(new byte[1]), Overwrite.ALLOWED))
                .isInstanceOf(StorageException.NoRoom.class);
    }

    @Test
    void a_disk_that_turned_read_only_is_denied_as_such() throws Exception {
        storage.write("object", Content.of(new byte[10]), Overwrite.ALLOWED);
        Disks.run("mount", "-o", "remount,ro", disk.toString());
        assertThatThrownBy(() -> storage.write("other", Content.of(new byte[10]), Overwrite.ALLOWED))
                .isInstanceOfSatisfying(
                        StorageException.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(StorageException.Denied.Reason.READ_ONLY));
        try (var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing).hasSize(1);
        }
    }
}
