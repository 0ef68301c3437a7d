package dev.walkback.engine.wal.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Records that no server at hand writes, with right checksums. */
public final class MadeRecord {

    private MadeRecord() {}

    /** @param body what follows the record's own header */
    public static byte[] of(int manager, int info, byte[] body) {
        ByteBuffer record = ByteBuffer.allocate(24 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(24 + body.length).putInt(700).putLong(40).put((byte) info).put((byte) manager);
        record.position(24);
        record.put(body);
        CRC32C checksum = new CRC32C();
        checksum.update(record.array(), 24, body.length);
        checksum.update(record.array(), 0, 20);
        return record.putInt(20, (int) checksum.getValue()).array();
    }

    /** With main data alone. */
    public static byte[] withMain(int manager, int info, byte[] main) {
        return of(
                manager,
                info,
                ByteBuffer.allocate(5 + main.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 254)
                        .putInt(main.length)
                        .put(main)
                        .array());
    }
}
