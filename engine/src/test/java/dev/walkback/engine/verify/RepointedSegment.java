package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** A segment that is sound by itself, and is not what comes after the one before it. */
public final class RepointedSegment {

    private RepointedSegment() {}

    /** Makes a segment's first record follow another one than it does, with the right checksum. */
    public static void in(Path archive, String name) throws IOException {
        Path stored = archive.resolve("storage/wal_005/" + name + ".zst");
        OpenedArchive before = OpenedArchive.in(archive, Layers.unencrypted());
        byte[] segment;
        try (InputStream plain = before.source().open("wal_005/" + name + ".zst")) {
            segment = plain.readAllBytes();
        }
        WalPageHeader header = WalPageHeader.read(segment).orElseThrow();
        assertThat(header.continuesRecord()).as("a record goes on in it").isFalse();
        ByteBuffer record = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        int at = WalPageHeader.LONG_BYTES;
        int length = record.getInt(at);
        assertThat(length).as("it lies on one page").isLessThan(8192 - at);
        record.putLong(at + 8, record.getLong(at + 8) - 8);
        CRC32C checksum = new CRC32C();
        checksum.update(segment, at + 24, length - 24);
        checksum.update(segment, at, 20);
        record.putInt(at + 20, (int) checksum.getValue());
        Files.delete(stored);
        Files.write(archive.resolve("storage/wal_005/" + name), segment);
    }
}
