package dev.walkback.storage.ssh;

import dev.walkback.storage.NameBytes;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The body of one SFTP request, field by field, with room in front for its header. */
final class Request {

    private static final int HEADER = 9;

    private final ByteArrayBuffer buffer;

    Request(int expectedLength) {
        buffer = new ByteArrayBuffer(HEADER + expectedLength, false);
        buffer.rpos(0);
        buffer.wpos(HEADER);
        buffer.rpos(HEADER);
    }

    Request() {
        this(256);
    }

    Request text(String text) {
        return bytes(NameBytes.bytes(text));
    }

    Request bytes(byte[] bytes) {
        buffer.putBytes(bytes);
        return this;
    }

    Request bytes(byte[] from, int offset, int length) {
        buffer.putBytes(from, offset, length);
        return this;
    }

    Request number(int number) {
        buffer.putInt(number);
        return this;
    }

    Request number(long number) {
        buffer.putLong(number);
        return this;
    }

    Buffer buffer() {
        return buffer;
    }
}
