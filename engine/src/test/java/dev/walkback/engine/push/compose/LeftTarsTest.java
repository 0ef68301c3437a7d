package dev.walkback.engine.push.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.engine.push.WalkedFile.Kind;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.hashes.TarHashes;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch.TarWatch;
import dev.walkback.engine.push.pack.RegularComposer;
import dev.walkback.engine.push.pack.TarPlan;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftTarsTest {

    private static final String SYSTEM = "7361234567890123456";
    private static final BackupName LEFT = new BackupName("base_000000010000000000000003");
    private static final String PART = "basebackups_005/base_000000010000000000000003/tar_partitions/part_001.tar.lz4";
    private static final Instant BEGAN = Instant.parse("2026-11-21T22:00:00Z");

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("lz4").orElseThrow());

    @TempDir
    private Path data;

    @BeforeEach
    void aFileThatIsOldEnough() throws IOException {
        file("1259", BEGAN.minus(Duration.ofHours(1)));
    }

    @Test
    void a_tar_whose_files_are_as_they_were_is_taken_over() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        assertThat(found(making(SYSTEM, "", false)).tars())
                .extracting(Reusable::key)
                .containsExactly(PART);
    }

    @Test
    void a_file_that_was_written_to_since_spoils_its_tar() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        Files.writeString(data.resolve("1259"), "other");
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void a_file_that_was_replaced_by_one_of_the_same_times_spoils_its_tar() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        Path other = file("other", BEGAN.minus(Duration.ofHours(1)));
        Files.move(other, data.resolve("1259"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void a_file_that_is_gone_spoils_its_tar() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        Files.delete(data.resolve("1259"));
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void a_file_that_was_modified_as_it_was_read_may_have_changed_and_show_the_same_time() throws Exception {
        file("1259", BEGAN.minus(LeftTars.SAFE).plusMillis(1));
        left(making(SYSTEM, "", false), "1259");
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void another_clusters_tar_is_left_alone() throws Exception {
        left(making("42", "", false), "1259");
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void a_full_backups_tar_is_not_put_into_a_delta() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        assertThat(found(making(SYSTEM, "base_000000010000000000000001", false)).tars())
                .isEmpty();
    }

    @Test
    void a_tar_whose_pages_nobody_looked_at_is_not_taken_where_they_are_to_be_verified() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        assertThat(found(making(SYSTEM, "", true)).tars()).isEmpty();
    }

    @Test
    void an_object_that_is_not_as_long_as_was_noted_is_not_taken() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        storage.write(PART, Content.of(new byte[] {1}), Overwrite.ALLOWED);
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void a_list_without_its_end_is_none() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        String list = "basebackups_005/" + LEFT + "/walkback_hashes/part_001.tar.lz4.jsonl.lz4";
        byte[] bytes;
        try (var object = storage.read(list)) {
            bytes = object.bytes().readAllBytes();
        }
        storage.write(list, Content.of(java.util.Arrays.copyOf(bytes, bytes.length / 2)), Overwrite.ALLOWED);
        assertThat(found(making(SYSTEM, "", false)).tars()).isEmpty();
    }

    @Test
    void what_is_taken_over_is_copied_first_and_not_packed_again() throws Exception {
        left(making(SYSTEM, "", false), "1259");
        Composer composer = new ReusingComposer(found(making(SYSTEM, "", false)), new RegularComposer(1000));
        assertThat(composer.has("/1259")).isTrue();
        assertThat(composer.has("/1260")).isFalse();
        composer.end();
        assertThat(composer.next()).isInstanceOfSatisfying(TarPlan.Copied.class, copied -> {
            assertThat(copied.name()).isEqualTo("copy_0.tar.lz4");
            assertThat(copied.files()).extracting(PackedFile::name).containsExactly("/1259");
        });
        assertThat(composer.next()).isNull();
    }

    private Reuse found(TarMaking wanted) throws IOException {
        return new LeftTars(sink, wanted, Stamp.below(data)).in(LEFT, name -> false);
    }

    private static TarMaking making(String system, String parent, boolean verified) {
        return new TarMaking(LEFT.text(), system, parent, BEGAN, verified);
    }

    private void left(TarMaking making, String... names) throws IOException {
        BackupObjectNames keys = new BackupObjectNames(LEFT);
        TarHashes hashes = new TarHashes(sink, keys, making, Stamp.below(data));
        TarWatch watch = hashes.begun("part_001.tar.lz4");
        for (String name : List.of(names)) {
            Path file = data.resolve(name);
            watch.packed(new PackedFile(
                    "/" + name,
                    Kind.FILE,
                    Files.size(file),
                    false,
                    false,
                    Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS),
                    CorruptPages.NOT_LOOKED,
                    0));
        }
        ObjectInfo object = sink.telling(hashes)
                .write(
                        keys.tars() + "part_001.tar",
                        Content.of("tar".getBytes(StandardCharsets.UTF_8)),
                        Overwrite.REFUSED);
        watch.stored(object);
    }

    private Path file(String name, Instant modified) throws IOException {
        Path file = Files.writeString(data.resolve(name), "rows");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
