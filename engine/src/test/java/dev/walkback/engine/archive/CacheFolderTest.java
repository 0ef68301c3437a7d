package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Content;
import dev.walkback.storage.Location;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    private static final int LIMIT = 1 << 20;
    private static final Location PLACE = new Location("memory://place");
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path temp;

    private CacheFolder cache() {
        return new CacheFolder(temp.resolve("cache"), LIMIT);
    }

    private Path file() {
        try (Stream<Path> files = Files.list(temp.resolve("cache"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String key, String identity, byte[] bytes) {
        try (DocumentCache.Shelf shelf = cache().shelf(PLACE)) {
            shelf.put(key, identity, bytes);
        }
    }

    private byte[] found(String key, String identity) {
        try (DocumentCache.Shelf shelf = cache().shelf(PLACE)) {
            byte[] found = shelf.find(key, identity);
            return found == null ? new byte[0] : found;
        }
    }

    @Test
    void what_was_put_is_found_by_the_next_look() {
        keep("a", "1", BYTES);
        assertThat(found("a", "1")).isEqualTo(BYTES);
    }

    @Test
    void an_object_that_was_written_again_is_not_found() {
        keep("a", "1", BYTES);
        assertThat(found("a", "2")).isEmpty();
    }

    @Test
    void another_storage_knows_nothing_of_it() {
        keep("a", "1", BYTES);
        assertThat(cache().shelf(new Location("memory://other")).find("a", "1")).isNull();
    }

    @Test
    void only_the_owner_may_read_it() throws IOException {
        keep("a", "1", BYTES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_spoilt_file_counts_as_none_wherever_it_is_spoilt() throws IOException {
        keep("a", "1", BYTES);
        byte[] sound = Files.readAllBytes(file());
        for (int i = 0; i < sound.length; i++) {
            byte[] spoilt = sound.clone();
            spoilt[i] ^= 0x10;
            Files.write(file(), spoilt);
            assertThat(found("a", "1")).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void a_file_that_was_cut_short_counts_as_none() throws IOException {
        keep("a", "1", BYTES);
        byte[] sound = Files.readAllBytes(file());
        for (int length = 0; length < sound.length; length++) {
            Files.write(file(), Arrays.copyOf(sound, length));
            assertThat(found("a", "1")).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void it_does_not_grow_beyond_its_limit() throws IOException {
        try (DocumentCache.Shelf shelf = cache().shelf(PLACE)) {
            for (int i = 0; i < 100; i++) {
                shelf.put("key" + i, "1", new byte[LIMIT / 10]);
            }
        }
        assertThat(Files.size(file())).isLessThan(LIMIT);
    }

    @Test
    void what_no_look_asks_for_is_dropped_in_time() {
        keep("old", "1", BYTES);
        for (int look = 0; look < 10; look++) {
            keep("new" + look, "1", BYTES);
        }
        assertThat(found("old", "1")).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_made_is_no_failure() throws IOException {
        Files.writeString(temp.resolve("cache"), "a file is in the way");
        keep("a", "1", BYTES);
        assertThat(found("a", "1")).isEmpty();
    }

    @Test
    void the_second_look_reads_no_document_again() {
        MemoryStorage drawn =
                ArchiveText.of("TL 1 02F ==== 06d ==== fork at 08\nTL 2 08===").storage();
        look(drawn);
        assertThat(look(drawn).reads).isEmpty();
    }

    @Test
    void metadata_that_was_marked_meanwhile_is_read_again() {
        MemoryStorage drawn = ArchiveText.of("TL 1 02F ====").storage();
        look(drawn);
        String key = "basebackups_005/base_000000010000000000000002/metadata.json";
        drawn.write(key, Content.of("{\"is_permanent\":true}".getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
        assertThat(look(drawn).reads).containsExactly(key);
    }

    private FaultyStorage look(MemoryStorage drawn) {
        FaultyStorage watched = FaultyStorage.watching(drawn);
        new ArchiveReader(ArchiveObjects.afterwards(), cache(), ReadingLimits.USUAL, seen -> {})
                .read(watched, Layers.unencrypted());
        return watched;
    }

    @Property(tries = 200)
    void any_content_comes_back(@ForAll String key, @ForAll String identity, @ForAll byte[] stored) {
        byte[][] kept = {new byte[0]};
        try (CachedDocuments first = new CachedDocuments(PLACE, kept[0], LIMIT, bytes -> kept[0] = bytes)) {
            first.put(key, identity, stored);
        }
        try (CachedDocuments second = new CachedDocuments(PLACE, kept[0], LIMIT, bytes -> {})) {
            assertThat(second.find(key, identity)).isEqualTo(stored);
        }
    }
}
