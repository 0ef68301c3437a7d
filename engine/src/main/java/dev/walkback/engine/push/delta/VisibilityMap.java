package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.page.PageHeader;
import dev.walkback.engine.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes out of a relation's visibility map what a delta cannot keep.
 *
 * <p>A server without checksums and without {@code wal_log_hints} marks a page as visible to all without moving the page's position.
 * A delta by positions then has the mark in the map and not on the page, and the restored server, changing a row of that page, does not
 * take the mark out of the map: from then on index-only scans return rows that are gone. A map without the mark is always right, only
 * slower until the next VACUUM; so pages of the map that were written since the full backup are stored empty.
 */
record VisibilityMap(int pageBytes, Lsn fullStart) {

    /**
     * Alters it in place.
     *
     * @param bytes whole pages of the map; what is left over at the end is let be
     * @return whether anything was taken out
     */
    boolean blank(byte[] bytes, int from, int length) {
        boolean changed = false;
        ByteBuffer pages = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = from; at + pageBytes <= from + length; at += pageBytes) {
            boolean isWritten = !PageHeader.isNew(pages, at)
                    && Long.compareUnsigned(PageHeader.lsnBits(pages, at), fullStart.bits()) >= 0;
            if (isWritten) {
                Arrays.fill(bytes, at + PageHeader.BYTES, at + pageBytes, (byte) 0);
                changed = true;
            }
        }
        return changed;
    }
}
