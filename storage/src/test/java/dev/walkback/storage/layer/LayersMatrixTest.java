package dev.walkback.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Content;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.codec.ZstdLevel;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.Sampling;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec that writes, with and without encryption, over the sizes at which blocks, chunks and windows begin and end. */
class LayersMatrixTest {

    private static final int[] SIZES = {
        0, 1, 23, 8_191, 8_192, 8_193, 65_535, 65_536, 65_537, 1 << 20, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 16 << 20
    };

    record Case(Codec codec, String level, boolean encrypted, int size, boolean random) {

        @Override
        public String toString() {
            return codec.name() + level + (encrypted ? " encrypted" : "") + ", " + size + (random ? " random" : " even")
                    + " bytes";
        }
    }

    static List<Case> cases() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (boolean encrypted : List.of(false, true)) {
            for (boolean random : List.of(false, true)) {
                for (int size : SIZES) {
                    for (String name : List.of("lz4", "brotli", "lzma", "gzip", "none")) {
                        cases.add(new Case(Codecs.named(name).orElseThrow(), "", encrypted, size, random));
                    }
                    for (ZstdLevel level : ZstdLevel.values()) {
                        cases.add(new Case(Codecs.zstd(level), " " + level.word(), encrypted, size, random));
                    }
                }
            }
        }
        return Sampling.MATRIX.of("codecs, encryption and sizes", cases, 40);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_was_stored_in_layers_comes_back(Case each) throws Exception {
        Layers layers = each.encrypted()
                ? Layers.encrypted(new SodiumEncryption(SodiumKey.of("5a".repeat(32), KeyTransform.HEX)))
                : Layers.unencrypted();
        byte[] plain = new byte[each.size()];
        if (each.random()) {
            new Random(each.size()).nextBytes(plain);
        }
        String extension = each.codec().extension();
        String key = extension.isEmpty() ? "object" : "object." + extension;

        try (MemoryStorage storage = new MemoryStorage("matrix", Clock.systemUTC())) {
            storage.write(key, layers.stored(Content.of(plain), each.codec()), Overwrite.REFUSED);
            try (OpenObject object = storage.read(key);
                    InputStream bytes = layers.plain(storage.location(), object)) {
                assertThat(bytes.readAllBytes()).isEqualTo(plain);
            }
        }
    }
}
