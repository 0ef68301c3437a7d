package dev.walkback.bench;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long 64 MiB take to come out of one layer; divide. The content is half noise, half repetition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class DecodeBench {

    private static final int LENGTH = 64 << 20;

    @Param({"lz4", "zstd", "secretstream"})
    public String layer;

    private byte[] stored = {};
    private SodiumEncryption encryption;

    @Setup
    public void store() throws Exception {
        encryption = new SodiumEncryption(SodiumKey.of("0f".repeat(32), KeyTransform.HEX));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = isCipher()
                ? encryption.encrypting(bytes)
                : Codecs.named(layer).orElseThrow().encoding(bytes)) {
            Random random = new Random(1);
            byte[] page = new byte[8192];
            for (int written = 0; written < LENGTH; written += page.length) {
                byte[] noise = new byte[page.length / 2];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, page, 0, noise.length);
                out.write(page);
            }
        }
        stored = bytes.toByteArray();
    }

    @Benchmark
    public long decode() throws IOException {
        InputStream in = new ByteArrayInputStream(stored);
        try (InputStream plain = isCipher()
                ? encryption.decrypting(in)
                : Codecs.named(layer).orElseThrow().decoding(in)) {
            return plain.transferTo(OutputStream.nullOutputStream());
        }
    }

    private boolean isCipher() {
        return layer.equals("secretstream");
    }
}
