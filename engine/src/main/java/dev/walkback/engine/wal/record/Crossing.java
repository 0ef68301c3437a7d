package dev.walkback.engine.wal.record;

import java.util.zip.CRC32C;

/** A record that runs over pages, while it is put together. Its headers are kept, the rest goes into the checksum and by. */
final class Crossing {

    private final byte[] head = new byte[Fragments.MOST_BYTES];
    private final CRC32C checksum = new CRC32C();
    private final Fragments fragments;
    private final Holding holding;
    private final boolean readsBody;
    private int kept;
    private long length;
    private long added;
    private boolean isLaidOut;
    private boolean isBad;

    Crossing(Fragments fragments, Holding holding, boolean readsBody) {
        this.fragments = fragments;
        this.holding = holding;
        this.readsBody = readsBody;
    }

    void begin(long recordLength) {
        length = recordLength;
        added = 0;
        kept = 0;
        isLaidOut = false;
        isBad = false;
        checksum.reset();
    }

    void forget() {
        begin(0);
    }

    /** How much of it is still to come; 0 when there is none, or it is whole. */
    long left() {
        return length - added;
    }

    /** How much is to be added before its own header can be read from {@link #head}. */
    int missingOfHeader() {
        return Math.max(0, Fragments.RECORD_HEADER - kept);
    }

    byte[] head() {
        return head;
    }

    /**
     * Takes the next bytes of it. The record's length and, as soon as they are there, the fields of its header must have been set in
     * the record that the fragments are read into.
     */
    void add(byte[] page, int at, int count) {
        if (count == 0) {
            return;
        }
        int ofHeader = (int) Math.min(Math.max(0, Fragments.RECORD_HEADER - added), count);
        checksum.update(page, at + ofHeader, count - ofHeader);
        boolean isOfHeaders = missingOfHeader() > 0 || (readsBody && !isLaidOut);
        int keeping = isOfHeaders ? Math.min(head.length - kept, count) : 0;
        System.arraycopy(page, at, head, kept, keeping);
        kept += keeping;
        if (readsBody) {
            body(page, at, count);
        }
        added += count;
    }

    /** Whether its fragments were read and fit into it. */
    boolean hasBody() {
        return isLaidOut;
    }

    boolean checksumIsRight(int offset) {
        checksum.update(head, 0, offset);
        return (int) checksum.getValue() == LittleEndian.i32(head, offset);
    }

    private void body(byte[] page, int at, int count) {
        if (isLaidOut) {
            holding.take(page, at, added, count);
        } else if (!isBad && missingOfHeader() == 0) {
            int content = fragments.read(head, 0, kept);
            isBad = fragments.areBad() || (content < 0 && kept == head.length);
            if (content >= 0) {
                isLaidOut = true;
                holding.expect(content);
                // its headers were not whole before, so all content that is there came just now
                int before = (int) (content - added);
                holding.take(page, at + before, content, count - before);
            }
        }
    }
}
