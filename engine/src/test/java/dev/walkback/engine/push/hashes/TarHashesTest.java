package dev.walkback.engine.push.hashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.engine.push.WalkedFile.Kind;
import dev.walkback.engine.push.hashes.document.TarListDocument;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch.TarWatch;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarHashesTest {

    private static final BackupObjectNames NAMES =
            new BackupObjectNames(new BackupName("base_000000010000000000000003"));
    private static final TarMaking MAKING =
            new TarMaking(NAMES.name().text(), "7361234567890123456", "", Instant.parse("2026-11-21T22:00:00Z"), true);
    private static final byte[] CONTENT = "what a relation holds".getBytes(StandardCharsets.UTF_8);

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("lz4").orElseThrow());

    @TempDir
    private Path data;

    @Test
    void a_tar_is_listed_with_what_is_in_it() throws Exception {
        Path file = file("PG_VERSION");
        TarHashes hashes = new TarHashes(sink, NAMES, MAKING, Stamp.below(data));
        ObjectInfo tar = stored(hashes, packed("/PG_VERSION", modified(file)));
        List<ListedFile> files = new ArrayList<>();
        TarLists lists = new TarLists(storage);
        try (TarListDocument.Reader reader = lists.open(lists.find(tar.key()).orElseThrow(), Layers.unencrypted())) {
            for (ListedFile each = reader.next(); each != null; each = reader.next()) {
                files.add(each);
            }
            assertThat(reader.making()).isEqualTo(MAKING);
            assertThat(reader.end()).isEqualTo(new StoredTar("part_001.tar.lz4", tar.size(), sha256(tar)));
        }
        CRC32C crc = new CRC32C();
        crc.update(CONTENT);
        assertThat(files).singleElement().satisfies(listed -> {
            assertThat(listed.crc32c()).isEqualTo((int) crc.getValue());
            assertThat(listed.bytes()).isEqualTo(CONTENT.length);
            assertThat(listed.isAs(Stamp.below(data).of("/PG_VERSION").orElseThrow()))
                    .isTrue();
        });
    }

    @Test
    void a_file_that_changed_while_it_was_read_is_as_nothing_that_comes_after() throws Exception {
        Path file = file("PG_VERSION");
        PackedFile asItWasFound = packed("/PG_VERSION", modified(file) - 1);
        TarHashes hashes = new TarHashes(sink, NAMES, MAKING, Stamp.below(data));
        ObjectInfo tar = stored(hashes, asItWasFound);
        assertThat(first(tar).isAs(Stamp.below(data).of("/PG_VERSION").orElseThrow()))
                .isFalse();
    }

    @Test
    void a_file_whose_time_was_set_back_after_it_changed_is_not_as_it_was() throws Exception {
        Path file = file("PG_VERSION");
        FileTime before = Files.getLastModifiedTime(file);
        TarHashes hashes = new TarHashes(sink, NAMES, MAKING, Stamp.below(data));
        ObjectInfo tar = stored(hashes, packed("/PG_VERSION", modified(file)));
        Files.writeString(file, "what a relation HOLDS");
        Files.setLastModifiedTime(file, before);
        assertThat(first(tar).isAs(Stamp.below(data).of("/PG_VERSION").orElseThrow()))
                .isFalse();
    }

    @Test
    void all_tars_of_a_backup_are_told_without_a_key() throws Exception {
        TarHashes hashes = new TarHashes(sink, NAMES, MAKING, Stamp.below(data));
        ObjectInfo tar = stored(hashes, packed("/PG_VERSION", 0));
        hashes.finish();
        assertThat(new TarLists(storage).all(NAMES.folder()).orElseThrow())
                .containsExactly(new StoredTar("part_001.tar.lz4", tar.size(), sha256(tar)));
    }

    @Test
    void a_copy_takes_over_what_was_noted_of_the_original() throws Exception {
        TarHashes hashes = new TarHashes(sink, NAMES, MAKING, Stamp.below(data));
        ObjectInfo tar = stored(hashes, packed("/PG_VERSION", 0));
        BackupObjectNames later = new BackupObjectNames(new BackupName("base_000000010000000000000009"));
        TarHashes copying = new TarHashes(sink, later, MAKING, Stamp.below(data));
        TarWatch watch = copying.begun("copy_0.tar.lz4");
        watch.copied(tar.key());
        watch.packed(packed("/PG_VERSION", 0));
        ObjectInfo copy = sink.copy(tar.key(), later.tars() + "copy_0.tar.lz4", Overwrite.REFUSED);
        watch.stored(copy);
        copying.finish();
        assertThat(first(copy).name()).isEqualTo("/PG_VERSION");
        assertThat(new TarLists(storage).all(later.folder()).orElseThrow())
                .containsExactly(new StoredTar("copy_0.tar.lz4", tar.size(), sha256(tar)));
    }

    @Test
    void a_list_that_is_cut_short_is_no_list() throws IOException {
        TarListDocument.Writer writer = new TarListDocument.Writer(MAKING);
        writer.file(new ListedFile("/a", Kind.FILE, 1, 2, false, 0, 3, 0, Stamp.NONE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.end(new StoredTar("part_001.tar", 1, "")).writeTo(bytes);
        String whole = bytes.toString(StandardCharsets.UTF_8);
        String cut = whole.substring(0, whole.lastIndexOf("{\"end\""));
        assertThatThrownBy(() -> {
                    try (TarListDocument.Reader reader = new TarListDocument.Reader(
                            new ByteArrayInputStream(cut.getBytes(StandardCharsets.UTF_8)))) {
                        while (reader.next() != null) {
                            // on
                        }
                    }
                })
                .isInstanceOf(TarListDocument.Unfit.class);
    }

    private ListedFile first(ObjectInfo tar) throws IOException {
        TarLists lists = new TarLists(storage);
        try (TarListDocument.Reader reader = lists.open(lists.find(tar.key()).orElseThrow(), Layers.unencrypted())) {
            return java.util.Objects.requireNonNull(reader.next());
        }
    }

    private ObjectInfo stored(TarHashes hashes, PackedFile file) {
        TarWatch watch = hashes.begun("part_001.tar.lz4");
        watch.bytes(CONTENT, 0, CONTENT.length);
        watch.packed(file);
        ObjectInfo object = sink.telling(hashes)
                .write(
                        NAMES.tars() + "part_001.tar",
                        Content.of("the tar".getBytes(StandardCharsets.UTF_8)),
                        Overwrite.REFUSED);
        watch.stored(object);
        return object;
    }

    private String sha256(ObjectInfo object) throws Exception {
        byte[] bytes;
        try (var open = storage.read(object.key())) {
            bytes = open.bytes().readAllBytes();
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Path file(String name) throws IOException {
        return Files.write(data.resolve(name), CONTENT);
    }

    private static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    }

    private static PackedFile packed(String name, long modifiedNanos) {
        return new PackedFile(name, Kind.FILE, CONTENT.length, false, false, modifiedNanos, CorruptPages.NOT_LOOKED, 0);
    }
}
