package dev.walkback.engine.restore.fetch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the deltas brought of a file whose rest lies in an older backup.
 *
 * @param bytes how large the file is in the end, as the newest delta says
 * @param limit the smallest that it was in any of these deltas: what an older backup has from there on was cut off since
 * @param pageBytes 0 as long as no page was brought
 * @param pages which are there
 */
record PagedFile(long bytes, long limit, int pageBytes, PageSet pages) {

    /** The page that the byte is in; pages of a usual size where no page was ever brought. */
    long page(long offset) {
        return offset / sizeOfPages();
    }

    int sizeOfPages() {
        return pageBytes == 0 ? 8192 : pageBytes;
    }

    /** With what an older delta, which this one stands on, brings besides. */
    PagedFile on(PagedFile older) throws IOException {
        if (pageBytes != 0 && older.pageBytes != 0 && pageBytes != older.pageBytes) {
            throw new IOException(
                    "its pages have " + older.pageBytes + " bytes, and " + pageBytes + " in a newer delta");
        }
        PageSet all = new PageSet();
        all.addAll(pages);
        all.addAll(older.pages);
        return new PagedFile(bytes, Math.min(limit, older.limit), Math.max(pageBytes, older.pageBytes), all);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(bytes);
        out.writeLong(limit);
        out.writeInt(pageBytes);
        pages.write(out);
    }

    static PagedFile read(DataInput in) throws IOException {
        return new PagedFile(in.readLong(), in.readLong(), in.readInt(), PageSet.read(in));
    }
}
