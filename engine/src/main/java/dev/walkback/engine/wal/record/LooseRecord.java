package dev.walkback.engine.wal.record;

import java.util.Optional;
import java.util.zip.CRC32C;

/** A record whose bytes lie together outside of any page. */
public final class LooseRecord {

    private static final int CHECKSUM_AT = 20;

    private LooseRecord() {}

    /**
     * Reads one record. It knows of no place: its positions are those of nowhere.
     *
     * @param magic of the pages that it lay on
     * @return empty when these bytes are not a whole and sound record
     */
    public static Optional<WalRecord> read(byte[] bytes, int magic, Wanted wanted) {
        if (bytes.length < Fragments.RECORD_HEADER || LittleEndian.u32(bytes, 0) != bytes.length) {
            return Optional.empty();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, Fragments.RECORD_HEADER, bytes.length - Fragments.RECORD_HEADER);
        checksum.update(bytes, 0, CHECKSUM_AT);
        if ((int) checksum.getValue() != LittleEndian.i32(bytes, CHECKSUM_AT)) {
            return Optional.empty();
        }
        WalRecord record = new WalRecord();
        record.length = bytes.length;
        record.header(bytes, 0);
        Fragments fragments = new Fragments(record);
        fragments.version(magic);
        int content = fragments.read(bytes, 0, bytes.length);
        if (content < 0) {
            return Optional.empty();
        }
        new Holding(record, wanted).inPlace(bytes, content);
        return Optional.of(record);
    }
}
