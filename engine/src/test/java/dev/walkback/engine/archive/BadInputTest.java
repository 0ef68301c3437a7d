package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.storage.wrap.PrefixedStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {

    private static final String DRAWN = "TL 1 02F ==== 06d ==== fork at 08\nTL 2 08===";
    private static final String SENTINEL = "basebackups_005/base_000000010000000000000002_backup_stop_sentinel.json";
    private static final String METADATA = "basebackups_005/base_000000010000000000000002/metadata.json";

    private static Archive read(Storage storage) {
        return ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
    }

    private static MemoryStorage with(String key, String content) {
        MemoryStorage storage = ArchiveText.of(DRAWN).storage();
        storage.write(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
        return storage;
    }

    private static List<FindingCode> codes(Archive archive) {
        return archive.findings().stream().map(Finding::code).toList();
    }

    @AfterEach
    void nobody_is_left_interrupted() {
        Thread.interrupted();
    }

    @Test
    void a_sound_archive_has_no_findings() {
        Archive archive = ArchiveText.of(DRAWN).archive();
        assertThat(archive.findings()).isEmpty();
        assertThat(archive.complete()).isTrue();
    }

    @Test
    void an_empty_storage_is_said_to_be_empty() {
        Archive archive = read(new MemoryStorage("empty", Clock.systemUTC()));
        assertThat(codes(archive)).containsExactly(FindingCode.STORAGE_EMPTY);
        assertThat(archive.clusters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{\"LSN\":1, it ends too early",
        "'', it is empty",
        "[], it is not an object",
        "'{\"LSN\":\"0/3000028\"}', LSN is not a whole number",
        "'{\"LSN\":-1}', LSN is not a number of 64 bits",
        "'{\"LSN\":18446744073709551616}', LSN is not a number of 64 bits",
        "'{\"StartTime\":\"yesterday\"}', StartTime is not a time",
        "'{\"LSN\":1}{}', something follows its end",
        "'{\"Spec\":[]}', Spec is not an object"
    })
    void a_sentinel_that_cannot_be_used_says_why(String content, String why) {
        Archive archive = read(with(SENTINEL, content));
        assertThat(archive.findings())
                .filteredOn(finding -> finding.code() == FindingCode.SENTINEL_UNREADABLE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.facts()).containsEntry("why", why));
    }

    @Test
    void a_backup_whose_sentinel_is_spoilt_is_listed_all_the_same() {
        assertThat(read(with(SENTINEL, "{")).clusters().getFirst().backups()).hasSize(2);
    }

    @Test
    void a_sentinel_of_a_later_version_is_read_as_far_as_it_is_known() {
        Archive archive =
                read(with(SENTINEL, "{\"LSN\":33554472,\"FinishLSN\":33554688,\"Version\":3,\"New\":{\"a\":[1]}}"));
        assertThat(codes(archive)).contains(FindingCode.SENTINEL_NEWER);
        assertThat(archive.clusters()
                        .getFirst()
                        .backups()
                        .getFirst()
                        .sentinel()
                        .optional()
                        .orElseThrow()
                        .unknown())
                .containsEntry("New", "{\"a\":[1]}");
    }

    @Test
    void a_sentinel_nested_without_end_is_refused() {
        Archive archive = read(with(SENTINEL, "{\"UserData\":" + "[".repeat(100_000)));
        assertThat(codes(archive)).contains(FindingCode.SENTINEL_UNREADABLE);
    }

    @Test
    void spoilt_metadata_is_told() {
        assertThat(codes(read(with(METADATA, "{\"start_time\":")))).contains(FindingCode.METADATA_UNREADABLE);
    }

    @Test
    void missing_metadata_is_told() {
        assertThat(codes(ArchiveText.of("TL 1 02F% ===").archive())).contains(FindingCode.METADATA_MISSING);
    }

    @Test
    void parts_without_a_sentinel_are_orphans() {
        Archive archive = ArchiveText.of("TL 1 02F? ===").archive();
        assertThat(codes(archive)).contains(FindingCode.ORPHAN_PARTS);
        assertThat(archive.inventory().count(Inventory.Kind.ORPHAN).objects()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "'', it names no ancestor",
        "2\t0/8000000\tx, it makes timeline 2 an ancestor",
        "rubbish, line 1 names no timeline and position"
    })
    void a_history_that_lies_is_unreadable(String content, String why) {
        MemoryStorage storage = ArchiveText.of("TL 1 02F ==== 06d ====\nTL 2 of 1 at 08 no history 08===")
                .storage();
        storage.write(
                "wal_005/00000002.history", Content.of(content.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
        Archive archive = read(storage);
        assertThat(archive.clusters()
                        .getFirst()
                        .timeline(new Timeline(2))
                        .orElseThrow()
                        .history())
                .isEqualTo(new Document.Unreadable<>(why));
        assertThat(codes(archive)).contains(FindingCode.HISTORY_UNREADABLE);
    }

    @Test
    void a_truncated_history_is_unreadable() {
        MemoryStorage storage = ArchiveText.of(DRAWN).storage();
        storage.write("wal_005/00000002.history.lz4", Content.of(new byte[] {4, 0x22}), Overwrite.ALLOWED);
        assertThat(codes(read(storage))).contains(FindingCode.HISTORY_UNREADABLE);
    }

    @Test
    void a_listing_denied_half_way_is_partial() {
        Storage storage = FaultyStorage.denying(
                ArchiveText.of(DRAWN).storage(), key -> key.startsWith("wal_005/000000010000000000000005"));
        Archive archive = read(storage);
        assertThat(archive.complete()).isFalse();
        assertThat(codes(archive)).contains(FindingCode.LISTING_PARTIAL);
        assertThat(archive.clusters().getFirst().backups()).hasSize(2);
    }

    @Test
    void a_document_that_is_denied_does_not_hide_the_others() {
        Storage storage = FaultyStorage.denying(ArchiveText.of(DRAWN).storage(), SENTINEL::equals);
        Archive archive = read(storage);
        assertThat(archive.complete()).isFalse();
        assertThat(codes(archive)).contains(FindingCode.LISTING_PARTIAL);
    }

    @Test
    void a_storage_that_shows_nothing_at_all_is_an_error() {
        Storage storage = FaultyStorage.denying(ArchiveText.of(DRAWN).storage(), key -> true);
        assertThatThrownBy(() -> read(storage)).isInstanceOf(StorageException.Denied.class);
    }

    @Test
    void an_interrupted_look_shows_what_it_saw() {
        Thread reader = Thread.currentThread();
        // whoever lists goes on only when the look was given up: else it could be whole before anybody notices
        Storage storage = new FaultyStorage(ArchiveText.of(DRAWN).storage(), key -> false, () -> {
            reader.interrupt();
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        });
        Archive archive = read(storage);
        assertThat(archive.complete()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void a_prefix_one_level_too_high_is_told_where_archives_are() {
        MemoryStorage high = new MemoryStorage("high", Clock.systemUTC());
        try (MemoryStorage drawn = ArchiveText.of(DRAWN).storage()) {
            for (ObjectInfo object : drawn.list(KeyRange.ALL).toList()) {
                high.write("pg/main/" + object.key(), Content.of(new byte[1]), Overwrite.ALLOWED);
            }
        }
        high.write("readme.txt", Content.of(new byte[1]), Overwrite.ALLOWED);
        Archive archive = read(high);
        assertThat(archive.elsewhere()).containsExactly("pg/main/");
        assertThat(codes(archive)).contains(FindingCode.NOT_AN_ARCHIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "basebackups_005, ../",
        "wal_005, ../",
        "basebackups_005/base_000000010000000000000002, ../../",
        "basebackups_005/base_000000010000000000000002/tar_partitions, ../../../"
    })
    void a_prefix_too_low_is_told_how_far(String prefix, String above) {
        Archive archive = read(PrefixedStorage.over(ArchiveText.of(DRAWN).storage(), prefix + "/"));
        assertThat(archive.elsewhere()).containsExactly(above);
    }

    @Test
    void objects_from_the_future_are_clock_skew() {
        Clock early = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
        Archive archive = ArchiveReader.plain(early).read(ArchiveText.of(DRAWN).storage(), Layers.unencrypted());
        assertThat(codes(archive)).contains(FindingCode.CLOCK_SKEW);
    }

    @Test
    void empty_segments_are_told_by_the_run_and_do_not_cover() {
        Archive archive = ArchiveText.of("TL 1 02F ==oo=").archive();
        assertThat(archive.findings())
                .singleElement()
                .isEqualTo(Finding.of(FindingCode.SEGMENT_EMPTY, "000000010000000000000004")
                        .with("last", "000000010000000000000005")
                        .with("segments", 2));
        assertThat(archive.clusters()
                        .getFirst()
                        .timelines()
                        .getFirst()
                        .coverage()
                        .gaps())
                .hasSize(1);
    }

    @Test
    void a_segment_stored_twice_is_on_the_shelf_twice() {
        Archive archive = ArchiveText.of("TL 1 02F =:=").archive();
        assertThat(codes(archive)).containsExactly(FindingCode.SEGMENT_TWICE);
        assertThat(archive.clusters()
                        .getFirst()
                        .timelines()
                        .getFirst()
                        .segments()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void a_segment_of_another_size_is_told_and_left_out() {
        Archive archive = read(with("wal_005/000000010000000000000FFF.lz4", "x"));
        assertThat(codes(archive)).contains(FindingCode.SEGMENT_OTHER_SIZE);
        assertThat(archive.inventory().count(Inventory.Kind.SEGMENT).objects()).isEqualTo(12);
    }

    @Test
    void what_belongs_nowhere_is_counted_and_told() {
        Archive archive = read(with("notes/why.txt", "x"));
        assertThat(archive.inventory().samples().get(Inventory.Kind.UNKNOWN)).containsExactly("notes/why.txt");
        assertThat(codes(archive)).containsExactly(FindingCode.UNKNOWN_OBJECT);
    }

    @Test
    void what_is_stored_as_it_is_has_the_size_of_a_segment() {
        MemoryStorage storage = ArchiveText.of("system 1 size 1M\nTL 1 02F =").storage();
        for (int number = 3; number <= 5; number++) {
            storage.write(
                    "wal_005/00000001000000000000000" + number,
                    Content.of(new byte[(1 << 20) + number - 4]),
                    Overwrite.ALLOWED);
        }
        Archive archive = read(storage);
        assertThat(archive.findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(
                        tuple(FindingCode.SEGMENT_WRONG_SIZE, "000000010000000000000003"),
                        tuple(FindingCode.SEGMENT_WRONG_SIZE, "000000010000000000000005"));
    }

    @Test
    void a_sentinel_that_was_spoilt_does_not_hide_whose_backup_it_is() {
        Archive archive = read(with(SENTINEL, "rubbish"));
        assertThat(archive.clusters().getFirst().backups().getFirst().systemIdentifier())
                .isPresent();
    }
}
