package dev.walkback.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a local storage does with what only a file system can hold. */
final class LocalFilesTest {

    @TempDir
    Path home;

    private Path root;
    private MutableStorage storage;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(home.resolve("root"));
        storage = new LocalStorage(root, Links.INSIDE, Clock.systemUTC());
    }

    private void put(String key) {
        storage.write(key, Content.of(key.getBytes(UTF_8)), Overwrite.ALLOWED);
    }

    private static String text(Storage storage, String key) throws IOException {
        try (OpenObject object = storage.read(key)) {
            return new String(object.bytes().readAllBytes(), UTF_8);
        }
    }

    private static List<String> keys(Storage storage, KeyRange range) {
        try (var listing = storage.list(range)) {
            return listing.map(ObjectInfo::key).toList();
        }
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void an_object_is_a_file_of_its_key() throws Exception {
        put("basebackups_005/base_000000010000000000000002/metadata.json");
        assertThat(files())
                .containsExactly(
                        "basebackups_005",
                        "basebackups_005/base_000000010000000000000002",
                        "basebackups_005/base_000000010000000000000002/metadata.json");
    }

    @Test
    void looking_makes_no_directories() throws Exception {
        storage.stat("a/b/c");
        keys(storage, KeyRange.prefix("d/e/"));
        assertThat(files()).isEmpty();
    }

    @Test
    void directories_that_are_emptied_go_and_the_root_stays() throws Exception {
        put("a/b/c/object");
        put("a/kept");
        storage.delete(List.of("a/b/c/object"));
        assertThat(files()).containsExactly("a", "a/kept");
        storage.delete(List.of("a/kept"));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_write_that_fails_leaves_no_file_and_no_directory() throws Exception {
        Content.Produced failing = sink -> {
            sink.write(new byte[1000]);
            throw new IOException("no more");
        };
        assertThatThrownBy(() -> storage.write("a/b/object", failing, Overwrite.ALLOWED))
                .hasRootCauseMessage("no more");
        assertThat(files()).isEmpty();
    }

    @Test
    void directories_are_made_with_the_mode_that_wal_g_gives_them() throws Exception {
        put("a/b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void unfinished_files_of_wal_g_are_not_shown() throws Exception {
        Files.writeString(root.resolve("seg.lz4.tmp.20260428T113012Z-9f2c6a4b01234567"), "half");
        Files.writeString(root.resolve("seg.lz4.tmp.20260428T113012Z-9f2c6a4b"), "a name that only looks like one");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("seg.lz4.tmp.20260428T113012Z-9f2c6a4b");
    }

    @Test
    void no_object_is_named_like_an_unfinished_file() {
        assertThatThrownBy(() -> put("a/seg.lz4.tmp.20260428T113012Z-9f2c6a4b01234567"))
                .isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void keys_that_a_file_system_reads_differently_are_refused() {
        assertThat(List.of("a//b", "a/", "a/./b", "./a", ".", "a/" + "é".repeat(128)))
                .allSatisfy(
                        key -> assertThatThrownBy(() -> storage.stat(key)).isInstanceOf(StorageException.BadKey.class));
    }

    @Test
    void a_link_out_of_the_root_is_refused_by_everything() throws Exception {
        Files.writeString(Files.createDirectory(home.resolve("outside")).resolve("secret"), "text");
        Files.createSymbolicLink(root.resolve("folder"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("file"), home.resolve("outside/secret"));
        assertThat(List.of("folder/secret", "file")).allSatisfy(key -> {
            assertThatThrownBy(() -> storage.read(key)).isInstanceOf(StorageException.BadKey.class);
            assertThatThrownBy(() -> storage.stat(key)).isInstanceOf(StorageException.BadKey.class);
            assertThatThrownBy(() -> put(key)).isInstanceOf(StorageException.BadKey.class);
            assertThatThrownBy(() -> storage.delete(List.of(key))).isInstanceOf(StorageException.BadKey.class);
        });
        assertThat(home.resolve("outside/secret")).hasContent("text");
    }

    @Test
    void a_listing_passes_links_out_of_the_root_by_but_not_when_it_is_asked_for_one() throws Exception {
        Files.createDirectories(home.resolve("outside/below"));
        Files.writeString(home.resolve("outside/secret"), "text");
        Files.createSymbolicLink(root.resolve("folder"), home.resolve("outside"));
        put("a");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("a");
        assertThatThrownBy(() -> keys(storage, KeyRange.prefix("folder/"))).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void a_dangling_link_out_of_the_root_is_refused_too() throws Exception {
        Files.createSymbolicLink(root.resolve("file"), home.resolve("nowhere"));
        assertThatThrownBy(() -> storage.stat("file")).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void links_inside_the_root_are_followed() throws Exception {
        put("wal/segment");
        Files.createSymbolicLink(root.resolve("alias"), Path.of("wal"));
        assertThat(text(storage, "alias/segment")).isEqualTo("wal/segment");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("alias/segment", "wal/segment");
    }

    @Test
    void links_out_of_the_root_are_followed_for_those_who_want_it() throws Exception {
        Files.createDirectory(home.resolve("other-disk"));
        Files.createSymbolicLink(root.resolve("wal_005"), home.resolve("other-disk"));
        MutableStorage open = new LocalStorage(root, Links.ANYWHERE, Clock.systemUTC());
        open.write("wal_005/segment", Content.of("text".getBytes(UTF_8)), Overwrite.REFUSED);
        assertThat(text(open, "wal_005/segment")).isEqualTo("text");
        assertThat(keys(open, KeyRange.ALL)).containsExactly("wal_005/segment");
        assertThat(home.resolve("other-disk/segment")).hasContent("text");
    }

    @Test
    void a_root_that_is_a_link_is_a_root() throws Exception {
        put("a");
        Path link = Files.createSymbolicLink(home.resolve("link"), root);
        assertThat(keys(new LocalStorage(link, Links.INSIDE, Clock.systemUTC()), KeyRange.ALL))
                .containsExactly("a");
    }

    @Test
    void links_in_a_circle_end_a_listing_nowhere() throws Exception {
        put("a/b/object");
        Files.createSymbolicLink(root.resolve("a/b/up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("a/self"), Path.of("self"));
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("a/b/object");
        assertThatThrownBy(() -> storage.stat("a/self")).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void a_pipe_is_never_opened() throws Exception {
        Disks.run("mkfifo", root.resolve("pipe").toString());
        put("a");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("a");
        assertThatThrownBy(() -> storage.read("pipe")).isInstanceOf(StorageException.Rejected.class);
        assertThatThrownBy(() -> put("pipe")).isInstanceOf(StorageException.Rejected.class);
        assertThat(storage.delete(List.of("pipe")).failed()).hasSize(1);
    }

    @Test
    void a_name_that_is_no_utf_8_is_listed_read_and_deleted() throws Exception {
        Path odd = Path.of(URI.create("file://" + root + "/caf%E9.lz4"));
        Files.writeString(odd, "latin");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("caf\uEFE9.lz4");
        assertThat(text(storage, "caf\uEFE9.lz4")).isEqualTo("latin");
        storage.delete(List.of("caf\uEFE9.lz4"));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_name_with_a_character_that_stands_for_a_byte_is_another_key() throws Exception {
        Files.writeString(Path.of(URI.create("file://" + root + "/%EE%BF%A9")), "private character");
        Files.writeString(Path.of(URI.create("file://" + root + "/%E9")), "byte");
        assertThat(keys(storage, KeyRange.ALL)).containsExactly("\uEFE9", "\uEFEE\uEFBF\uEFA9");
        assertThat(text(storage, "\uEFEE\uEFBF\uEFA9")).isEqualTo("private character");
    }

    @Test
    void a_file_that_shrinks_while_it_is_read_has_changed_and_does_not_end_early() throws Exception {
        Files.write(root.resolve("object"), new byte[1_000_000]);
        try (OpenObject object = storage.read("object")) {
            object.bytes().readNBytes(1000);
            Files.write(root.resolve("object"), new byte[10]);
            assertThatThrownBy(() -> object.bytes().readAllBytes()).isInstanceOf(StorageException.Changed.class);
        }
    }

    @Test
    void a_file_that_grows_while_it_is_read_ends_where_it_did() throws Exception {
        Files.writeString(root.resolve("object"), "0123456789");
        try (OpenObject object = storage.read("object")) {
            Files.writeString(root.resolve("object"), "0123456789 and more");
            assertThat(object.bytes().readAllBytes()).hasSize(10);
        }
    }

    @Test
    void a_key_above_objects_is_a_folder_and_cannot_be_written() {
        put("a/b");
        assertThatThrownBy(() -> put("a")).isInstanceOf(StorageException.Rejected.class);
    }

    @Test
    void below_an_object_nothing_can_be_written() {
        put("a");
        assertThatThrownBy(() -> put("a/b")).isInstanceOf(StorageException.Rejected.class);
    }

    @Test
    void empty_directories_are_folders_without_objects() throws Exception {
        Files.createDirectories(root.resolve("a/b"));
        assertThat(keys(storage, KeyRange.ALL)).isEmpty();
        try (var entries = storage.entries("")) {
            assertThat(entries.map(Entry::key)).containsExactly("a/");
        }
    }

    @Test
    void a_root_that_is_a_file_is_no_storage() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "text");
        assertThatThrownBy(() -> new LocalStorage(file, Links.INSIDE, Clock.systemUTC()).stat("a"))
                .isInstanceOf(StorageException.NoStorage.class);
    }

    @Test
    void where_files_cannot_be_linked_a_lock_keeps_the_second_writer_out() throws Exception {
        Path first = Files.writeString(root.resolve("first.tmp"), "first");
        Path second = Files.writeString(root.resolve("second.tmp"), "second");
        Publication.LOCK.publish(first, root.resolve("object"));
        assertThatThrownBy(() -> Publication.LOCK.publish(second, root.resolve("object")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(keys(storage, KeyRange.prefix("object"))).containsExactly("object");
        assertThat(text(storage, "object")).isEqualTo("first");
    }
}
