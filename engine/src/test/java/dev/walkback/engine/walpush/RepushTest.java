package dev.walkback.engine.walpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.openpgp.OpenPgpEncryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpKeys;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WAL that the real WAL-G pushed, pushed again by us into a directory. */
class RepushTest {

    /** Of each archive: more of its large segments would only take longer. */
    private static final int SEGMENTS = 2;

    private static final int LARGE = 16 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brotli-libsodium",
                "composers",
                "lz4-delta-chain",
                "lzma-pgp",
                "none-and-mixed",
                "remote",
                "segsize-1mb",
                "timelines",
                "zstd-tablespaces",
                "zstd-wal-delta"
            })
    void it_is_stored_under_the_same_names_with_the_same_content(String name) throws IOException {
        Path packed = PackedArchive.named(name).shared();
        Layers layers = layers(name, packed);
        try (LocalStorage theirs = local(packed.resolve("storage"));
                LocalStorage ours = local(folder)) {
            ContentSource source = new ContentSource(theirs, layers, 1, event -> {});
            TreeMap<String, byte[]> plain = new TreeMap<>();
            for (ObjectInfo object : chosen(theirs)) {
                byte[] bytes = read(source, object.key());
                Codec codec = Codecs.ofKey(object.key());
                String ending = codec.extension().isEmpty() ? "" : "." + codec.extension();
                String logical =
                        object.key().substring("wal_005/".length(), object.key().length() - ending.length());
                Pushed pushed = new WalPusher(new ContentSink(ours, layers, codec), PushManner.CAREFUL)
                        .push(logical, Content.of(bytes));
                assertThat(pushed.object().key()).isEqualTo(object.key());
                plain.put(object.key(), bytes);
            }
            ContentSource again = new ContentSource(ours, layers, 1, event -> {});
            for (String key : plain.keySet()) {
                assertThat(read(again, key)).as(key).isEqualTo(plain.get(key));
            }
            assertThat(ours.list(KeyRange.prefix("wal_005/")).map(ObjectInfo::key))
                    .containsExactlyElementsOf(plain.keySet());
        }
    }

    /** All but metadata, which no server pushes, second copies, and large segments beyond the first few. */
    private static List<ObjectInfo> chosen(LocalStorage theirs) {
        List<ObjectInfo> chosen = new ArrayList<>();
        int segments = 0;
        String last = "";
        for (ObjectInfo object : theirs.list(KeyRange.prefix("wal_005/")).toList()) {
            String name = object.key().substring("wal_005/".length());
            boolean segment = name.matches("[0-9A-F]{24}(\\.[a-z0-9]+)?");
            String logical = segment ? name.substring(0, 24) : name;
            if (name.endsWith(".json") || logical.equals(last) || (segment && ++segments > SEGMENTS)) {
                continue;
            }
            last = logical;
            chosen.add(object);
        }
        return chosen;
    }

    private static Layers layers(String archive, Path packed) throws IOException {
        return switch (archive) {
            case "brotli-libsodium" ->
                Layers.encrypted(new SodiumEncryption(SodiumKey.of(
                        "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00", KeyTransform.HEX)));
            case "lzma-pgp" ->
                Layers.encrypted(new OpenPgpEncryption(
                        OpenPgpKeys.of(Files.readString(packed.resolve("key.asc"))), "correct horse", Made.NOW));
            default -> Layers.unencrypted();
        };
    }

    private static byte[] read(ContentSource source, String key) throws IOException {
        try (InputStream in = source.open(key)) {
            return in.readNBytes(LARGE + 1);
        }
    }

    private static LocalStorage local(Path root) {
        return new LocalStorage(root, Links.INSIDE, Clock.systemUTC());
    }
}
