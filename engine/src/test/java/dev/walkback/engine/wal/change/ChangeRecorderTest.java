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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with the maps that WAL-G made of the same segments. */
class ChangeRecorderTest {

    private static final ContentSource WALG = new ContentSource(
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
