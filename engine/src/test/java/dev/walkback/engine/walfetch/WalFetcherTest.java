package dev.walkback.engine.walfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalFetcherTest {

    private static final String SPOILT = "000000010000000000000004";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lz4-delta-chain", "none-and-mixed", "segsize-1mb", "timelines", "zstd-tablespaces"})
    void what_wal_g_fetched_is_fetched_to_the_byte(String archive) throws Exception {
        Path unpacked = PackedArchive.named(archive).shared();
        WalFetcher fetcher = fetcher(unpacked.resolve("storage"), Optional.empty());
        try (Stream<String> answers = Files.lines(unpacked.resolve("answers/wal-fetch.tsv"))) {
            for (String[] answer : answers.map(line -> line.split("\t")).toList()) {
                Path file = folder.resolve(answer[0]);
                Fetched fetched = fetcher.fetch(WantedFile.named(answer[0]).orElseThrow(), file);
                if (answer[1].equals("74")) {
                    assertThat(fetched).as(answer[0]).isInstanceOf(Fetched.Absent.class);
                } else {
                    assertThat(sha256(file)).as(answer[0]).isEqualTo(answer[3]);
                    Files.delete(file);
                }
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated-wal", "empty-wal", "flipped-byte-wal", "short-wal", "not-compressed-wal"})
    void a_spoilt_segment_never_appears(String fault) {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), fault);
        Path place = folder.resolve("place");
        WalFetcher fetcher = fetcher(archive.resolve("storage"), Optional.empty());
        assertThatThrownBy(() -> fetcher.fetch(wanted(SPOILT), place.resolve(SPOILT)))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        place.toFile().mkdir();
        assertThatThrownBy(() -> fetcher.fetch(wanted(SPOILT), place.resolve(SPOILT)))
                .isInstanceOf(StorageException.Damaged.class);
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void of_two_copies_the_sound_one_is_taken() throws IOException {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), "short-wal");
        Path sound = PackedArchive.named("damaged").shared().resolve("base/storage/wal_005/" + SPOILT + ".lz4");
        Path wal = archive.resolve("storage/wal_005");
        ContentSource source = source(PackedArchive.named("damaged").shared().resolve("base/storage"));
        try (var plain = source.open("wal_005/" + SPOILT + ".lz4")) {
            Files.copy(plain, wal.resolve(SPOILT));
        }
        assertThat(sound).exists();
        Path file = folder.resolve(SPOILT);
        Fetched fetched = fetcher(archive.resolve("storage"), Optional.empty()).fetch(wanted(SPOILT), file);
        assertThat(((Fetched.Arrived) fetched).object().key()).isEqualTo("wal_005/" + SPOILT);
        assertThat(file).hasSize(Files.size(wal.resolve(SPOILT)));
    }

    @Test
    void wal_of_another_cluster_is_refused() {
        Path storage = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");
        Receiver other = new Receiver(new SystemIdentifier(42), SegmentSize.USUAL);
        assertThatThrownBy(() -> fetcher(storage, Optional.of(other))
                        .fetch(wanted("000000010000000000000009"), folder.resolve("segment")))
                .isInstanceOf(StorageException.Damaged.class)
                .hasMessageContaining("the data directory is of 42");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_segment_under_another_s_name_is_refused() throws IOException {
        Path storage = PackedArchive.named("none-and-mixed")
                .unpackInto(folder.resolve("archive"))
                .resolve("storage");
        Path wal = storage.resolve("wal_005");
        String misplaced = "0000000100000000000000EE";
        Path any = anySegment(storage);
        Files.copy(any, wal.resolve(misplaced + any.getFileName().toString().substring(24)));
        assertThatThrownBy(() -> fetcher(storage, Optional.empty()).fetch(wanted(misplaced), folder.resolve("segment")))
                .isInstanceOf(StorageException.Damaged.class)
                .hasMessageContaining("another segment's content");
    }

    @Test
    void a_root_that_is_not_there_is_not_an_absent_segment() {
        assertThatThrownBy(() -> fetcher(folder.resolve("nowhere"), Optional.empty())
                        .fetch(wanted(SPOILT), folder.resolve("segment")))
                .isInstanceOf(StorageException.NoStorage.class);
    }

    @Test
    void what_is_at_the_destination_stays() throws IOException {
        Path storage = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");
        Path file = Files.writeString(folder.resolve("segment"), "mine");
        assertThatThrownBy(() -> fetcher(storage, Optional.empty()).fetch(wanted("000000010000000000000009"), file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void what_a_killed_fetch_left_is_cleared_away() throws IOException {
        Path storage = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");
        Path left = Files.writeString(folder.resolve(".segment.walkback-999999999"), "half");
        fetcher(storage, Optional.empty()).fetch(wanted("000000010000000000000009"), folder.resolve("segment"));
        assertThat(left).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "000000010000000000000009.lz4", "000000010000000000000009_delta", "00000001.HISTORY"})
    void what_no_server_asks_for_is_no_wanted_file(String name) {
        assertThat(WantedFile.named(name)).isEmpty();
    }

    private static Path anySegment(Path storage) throws IOException {
        try (Stream<Path> files = Files.list(storage.resolve("wal_005"))) {
            List<Path> segments = files.filter(
                            file -> file.getFileName().toString().matches("[0-9A-F]{24}(\\.(lz4|zst|br|lzma|gz))?"))
                    .sorted()
                    .toList();
            return segments.getFirst();
        }
    }

    private static WantedFile wanted(String name) {
        return WantedFile.named(name).orElseThrow();
    }

    private static WalFetcher fetcher(Path storage, Optional<Receiver> receiver) {
        return new WalFetcher(source(storage), receiver);
    }

    private static ContentSource source(Path storage) {
        Storage local = new LocalStorage(storage, Links.INSIDE, Clock.systemUTC());
        return new ContentSource(local, Layers.unencrypted(), 1, event -> {});
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
