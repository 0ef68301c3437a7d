package dev.walkback.engine.walpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.walpush.document.MetadataDocument;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalMetadataTest {

    private final MemoryStorage storage = new MemoryStorage("archive", Made.NOW);

    @TempDir
    private Path folder;

    @Test
    void what_wal_g_told_is_told_to_the_byte() throws IOException {
        Path wal = PackedArchive.named("zstd-tablespaces").shared().resolve("storage/wal_005");
        for (Path told : jsons(wal)) {
            byte[] bytes = Files.readAllBytes(told);
            Map<String, String> created = MetadataDocument.read(bytes).created();
            String name = told.getFileName().toString().replace(".json", "");
            boolean bulk = name.length() == 23;
            WalMetadata metadata =
                    new WalMetadata(sink(), bulk ? WalMetadata.Mode.BULK : WalMetadata.Mode.INDIVIDUAL, folder);
            for (Map.Entry<String, String> file : created.entrySet()) {
                metadata.tell(file.getKey(), Instant.parse(file.getValue()));
            }
            assertThat(stored("wal_005/" + name + ".json")).as(name).isEqualTo(bytes);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothing_is_told_where_nothing_is_wanted() throws IOException {
        new WalMetadata(sink(), WalMetadata.Mode.NOMETADATA, folder).tell(Made.FIRST, Instant.EPOCH);
        assertThat(storage.list(KeyRange.ALL)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_another_process_left_half_does_not_stop_the_sixteenth() throws IOException {
        Files.writeString(folder.resolve("000000010000000000000003.json"), "{\"0000000100000000");
        new WalMetadata(sink(), WalMetadata.Mode.BULK, folder)
                .tell("00000001000000000000000F", Instant.parse("2026-11-21T10:46:43.4Z"));

        assertThat(new String(stored("wal_005/00000001000000000000000.json"), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"00000001000000000000000F\":{\"created_time\":\"2026-11-21T10:46:43.4Z\","
                        + "\"date_fmt\":\"%Y-%m-%dT%H:%M:%S.%fZ\"}}");
    }

    private static List<Path> jsons(Path wal) throws IOException {
        try (Stream<Path> files = Files.list(wal)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private byte[] stored(String key) throws IOException {
        try (InputStream in = storage.read(key).bytes()) {
            return in.readAllBytes();
        }
    }

    private ContentSink sink() {
        return new ContentSink(
                storage, Layers.unencrypted(), Codecs.named("zstd").orElseThrow());
    }
}
