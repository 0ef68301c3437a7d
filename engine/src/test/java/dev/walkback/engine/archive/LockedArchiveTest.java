package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.UnusableKeyException;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LockedArchiveTest {

    private static final Layers RIGHT = with("a");
    private static final Layers WRONG = with("b");

    private static Layers with(String digit) {
        try {
            return Layers.encrypted(new SodiumEncryption(SodiumKey.of(digit.repeat(64), KeyTransform.named("hex"))));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemoryStorage locked() {
        MemoryStorage storage = ArchiveText.of("TL 1 02F ====\nTL 2 of 1 at 05 no history 05===")
                .storage();
        byte[] history = "1\t0/5800000\tno recovery target specified\n".getBytes(StandardCharsets.UTF_8);
        storage.write(
                "wal_005/00000002.history.lz4",
                RIGHT.stored(Content.of(history), Codecs.named("lz4").orElseThrow()),
                Overwrite.ALLOWED);
        return storage;
    }

    private static Archive read(Layers layers) {
        return ArchiveReader.plain(ArchiveObjects.afterwards()).read(locked(), layers);
    }

    private static Document<TimelineHistory> history(Archive archive) {
        return archive.clusters()
                .getFirst()
                .timeline(new Timeline(2))
                .orElseThrow()
                .history();
    }

    @Test
    void the_right_key_opens_histories() {
        assertThat(history(read(RIGHT)).optional()).isPresent();
    }

    @Test
    void a_wrong_key_leaves_all_but_histories_to_be_seen() {
        Archive archive = read(WRONG);
        assertThat(archive.clusters().getFirst().backups()).hasSize(1);
        assertThat(history(archive)).isInstanceOf(Document.Unreadable.class);
    }

    @Test
    void a_history_that_no_key_opens_is_a_finding() {
        assertThat(read(Layers.unencrypted()).findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.HISTORY_UNREADABLE);
    }
}
