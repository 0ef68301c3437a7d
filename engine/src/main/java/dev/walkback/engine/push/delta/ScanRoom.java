package dev.walkback.engine.push.delta;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory that files are read into, outside Java's heap so that the bytes of pages that nobody wants are not copied twice. */
final class ScanRoom {

    /** Small enough to stay in a core's cache between being filled and being looked at. */
    static final int BYTES = 256 << 10;

    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** One for the calling thread, to be given back. */
    ByteBuffer take() {
        ByteBuffer there = free.poll();
        return there == null ? ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN) : there.clear();
    }

    void giveBack(ByteBuffer room) {
        free.add(room);
    }
}
