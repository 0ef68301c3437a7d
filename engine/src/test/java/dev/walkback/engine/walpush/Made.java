package dev.walkback.engine.walpush;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpEncryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpKeys;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;

/** Segments that begin as real ones do, and keys. */
final class Made {

    static final long CLUSTER = 7_710_575_489_334_120_503L;
    static final long OTHER_CLUSTER = 7_710_575_489_334_120_504L;
    static final String FIRST = "000000010000000000000003";
    static final String SECOND = "000000010000000000000004";
    static final Clock NOW = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    private static final SegmentSize SIZE = new SegmentSize(SegmentSize.SMALLEST);

    private Made() {}

    /** @param seed of all that follows the header; equal seeds give equal segments */
    static byte[] segment(String name, long cluster, int seed) {
        WalFile.Digits digits = ((WalFile.Whole) WalFile.named(name)).digits();
        Segment segment = digits.in(SIZE).orElseThrow();
        byte[] bytes = new byte[SIZE.bytes()];
        Random random = new Random(seed);
        for (int at = 0; at < bytes.length; at += 64) {
            bytes[at] = (byte) random.nextInt();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0xD110)
                .putShort((short) 2)
                .putInt(digits.timeline().id());
        head.putLong(segment.start().bits()).putInt(0).putInt(0);
        head.putLong(cluster).putInt(SIZE.bytes()).putInt(8192);
        return bytes;
    }

    static byte[] segment(String name) {
        return segment(name, CLUSTER, 1);
    }

    static Encryption sodium() throws IOException {
        return new SodiumEncryption(SodiumKey.of("a key that is long enough for it", KeyTransform.NONE));
    }

    /** With {@code curve.public} what it locks cannot be opened, with {@code curve.secret} it can. */
    static Encryption openPgp(String key) throws IOException {
        try (InputStream in = Made.class.getResourceAsStream("/walpush/" + key + ".asc")) {
            String armored = new String(Objects.requireNonNull(in, key).readAllBytes(), StandardCharsets.US_ASCII);
            return new OpenPgpEncryption(OpenPgpKeys.of(armored), null, NOW);
        }
    }
}
