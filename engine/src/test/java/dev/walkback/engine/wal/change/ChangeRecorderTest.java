package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.storage.Content;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with the maps that WAL-G made of the same segments. */
class ChangeRecorderTest {

    static final ContentSource WALG = new ContentSource(
            new LocalStorage(
                    PackedArchive.named("zstd-wal-delta").shared().resolve("storage"), Links.INSIDE, Clock.systemUTC()),
            Layers.unencrypted(),
            1,
            event -> {});

    private final MemoryStorage storage = new MemoryStorage("made", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("none").orElseThrow());
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x20})
    void a_map_begins_with_what_walg_makes_of_the_same_segments(int group) throws IOException {
        push(0x0F, 0x2F);
        String name = "wal_005/" + name(group) + "_delta";
        byte[] theirs = WALG.open(name + ".zst").readAllBytes();
        byte[] ours = made(name);
        assertThat(Arrays.copyOf(ours, theirs.length)).isEqualTo(theirs);
    }

    @Test
    void a_map_says_behind_walgs_part_that_all_sixteen_segments_are_in_it() throws IOException {
        push(0x0F, 0x1F);
        GroupMap.Facts facts =
                GroupMap.read(new ByteArrayInputStream(made("wal_005/" + name(0x10) + "_delta")), new BlockList());
        assertThat(facts).isEqualTo(new GroupMap.Facts(7710577709533466679L, GroupMap.ALL, facts.carries()));
    }

    @Test
    void until_it_is_whole_a_map_lies_with_the_server_as_walg_would_leave_it() throws IOException {
        push(0x20, 0x21);
        byte[] edges = Files.readAllBytes(folder.resolve(name(0x20) + "_delta_part"));
        assertThat(HexFormat.of().formatHex(edges, 0, 12)).isEqualTo("010000000000010100000000");
    }

    @Test
    void nothing_is_left_with_the_server_of_a_map_that_is_stored() throws IOException {
        push(0x0F, 0x1F);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(name(0x20) + "_delta_part", name(0) + "_delta", name(0) + "_delta_part");
    }

    @Test
    void a_group_that_was_not_seen_from_its_first_segment_has_no_map() throws IOException {
        push(0x11, 0x1F);
        assertThat(storage.stat("wal_005/" + name(0x10) + "_delta")).isEmpty();
    }

    @Test
    void a_segment_that_cannot_be_read_through_costs_its_group_the_map_and_the_push_nothing() throws IOException {
        push(0x0F, 0x14);
        byte[] altered = WALG.open("wal_005/" + name(0x15) + ".zst").readAllBytes();
        Arrays.fill(altered, 50, 9000, (byte) 7);
        ChangeRecorder recorder = new ChangeRecorder(folder, sink, warnings::add);
        new WalPusher(sink, PushManner.CAREFUL, recorder).push(name(0x15), Content.of(altered));
        recorder.flush();
        push(0x16, 0x1F);
        assertThat(warnings).singleElement().asString().contains(name(0x15));
        assertThat(storage.stat("wal_005/" + name(0x10) + "_delta")).isEmpty();
    }

    @Test
    void what_an_earlier_run_left_and_nobody_can_read_is_begun_anew() throws IOException {
        push(0x10, 0x12);
        Files.write(folder.resolve(name(0x10) + "_delta_part"), new byte[] {1, 99, 4, 4, 4});
        push(0x13, 0x13);
        assertThat(warnings).singleElement().asString().contains("begun anew");
    }

    private void push(int first, int last) throws IOException {
        for (int number = first; number <= last; number++) {
            // each by a process of its own, as an archive_command is
            ChangeRecorder recorder = new ChangeRecorder(folder, sink, warnings::add);
            WalPusher pusher = new WalPusher(sink, PushManner.CAREFUL, recorder);
            try (InputStream segment = WALG.open("wal_005/" + name(number) + ".zst")) {
                pusher.push(name(number), Content.of(segment.readAllBytes()));
            }
            recorder.flush();
        }
    }

    private byte[] made(String name) throws IOException {
        return new ContentSource(storage, Layers.unencrypted(), 1, event -> {})
                .open(name)
                .readAllBytes();
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "0000000100000000%08X", number);
    }
}
