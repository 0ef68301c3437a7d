package dev.walkback.engine.walfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefetchFolderTest {

    private static final Segment HERE = new Segment(Timeline.FIRST, 8, SegmentSize.USUAL);
    private static final String NEXT = "000000010000000000000009";

    @TempDir
    private Path folder;

    private final ContentSource source = new ContentSource(
            new LocalStorage(
                    PackedArchive.named("lz4-delta-chain").shared().resolve("storage"),
                    Links.INSIDE,
                    Clock.systemUTC()),
            Layers.unencrypted(),
            4,
            event -> {});
    private final WalFetcher fetcher = new WalFetcher(source, Optional.empty());

    @Test
    void what_was_fetched_ahead_is_taken_by_a_rename() throws Exception {
        PrefetchFolder prefetched = filled();
        Path finished = folder.resolve(".wal-g/prefetch").resolve(NEXT);
        Object file = Files.getAttribute(finished, "unix:ino");
        assertThat(prefetched.take(wanted(), destination(), Optional.empty())).isTrue();
        assertThat(Files.getAttribute(destination(), "unix:ino")).isEqualTo(file);
        assertThat(finished).doesNotExist();
    }

    @Test
    void a_segment_that_is_not_sound_is_cleared_away_and_not_taken() throws Exception {
        Path finished = finished();
        byte[] junk = new byte[SegmentSize.USUAL.bytes()];
        junk[0] = 0x61;
        junk[1] = (byte) 0xD0;
        Files.write(finished, junk);
        assertThat(folder().take(wanted(), destination(), Optional.empty())).isFalse();
        assertThat(finished).doesNotExist();
        assertThat(destination()).doesNotExist();
    }

    @Test
    void what_does_not_grow_is_not_waited_for() throws Exception {
        Path running =
                Files.createDirectories(finished().resolveSibling("running")).resolve(NEXT);
        Files.writeString(running, "half");
        assertThat(folder().take(wanted(), destination(), Optional.empty())).isFalse();
        assertThat(running).doesNotExist();
    }

    @Test
    void what_lies_behind_is_cleared_away() throws Exception {
        Path old = Files.writeString(finished().resolveSibling("000000010000000000000003"), "old");
        filled();
        assertThat(old).doesNotExist();
    }

    @Test
    void nothing_is_started_where_enough_is_there() throws Exception {
        assertThat(folder().wants(HERE, 4)).isTrue();
        assertThat(filled().wants(HERE, 4)).isFalse();
    }

    private PrefetchFolder filled() throws IOException {
        PrefetchFolder prefetched = folder();
        prefetched.fill(HERE, 4, fetcher, source::forEach);
        return prefetched;
    }

    private PrefetchFolder folder() {
        return PrefetchFolder.of(destination(), null);
    }

    private Path finished() throws IOException {
        return Files.createDirectories(folder.resolve(".wal-g/prefetch")).resolve(NEXT);
    }

    private Path destination() {
        return folder.resolve("segment");
    }

    private static WantedFile wanted() {
        return WantedFile.named(NEXT).orElseThrow();
    }
}
