package dev.walkback.shell.server.replication;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The protocol's messages, over a link: a letter, a length, a body. One thread receives; any may send. */
final class Wire implements Closeable {

    /** No server sends anything as long; a length like this was never one. */
    private static final int LONGEST = 1 << 28;

    private static final int LENGTH_BYTES = 4;

    private final Link link;
    private final DataInputStream in;
    private final OutputStream out;
    private byte[] body = new byte[1 << 16];

    /**
     * A message.
     *
     * @param body its content, good until the next one is received
     */
    record Message(char type, ByteBuffer body) {

        /** Text up to the next zero byte. */
        String text() {
            int from = body.position();
            int to = from;
            while (to < body.limit() && body.get(to) != 0) {
                to++;
            }
            byte[] bytes = new byte[to - from];
            body.get(bytes);
            if (body.hasRemaining()) {
                body.get();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Wire(Link link) throws IOException {
        this.link = link;
        this.in = new DataInputStream(new BufferedInputStream(link.in(), 1 << 16));
        this.out = link.out();
    }

    Link link() {
        return link;
    }

    void patience(Duration limit) throws IOException {
        link.patience(limit);
    }

    Message receive() throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = in.readInt() - LENGTH_BYTES;
        if (length < 0 || length > LONGEST) {
            throw new ProtocolException("a message has " + length + " bytes");
        }
        if (length > body.length) {
            body = new byte[Math.max(length, Math.min(LONGEST, body.length * 2))];
        }
        in.readFully(body, 0, length);
        return new Message(type, ByteBuffer.wrap(body, 0, length));
    }

    void send(char type, byte[] content) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(1 + LENGTH_BYTES + content.length);
        message.put((byte) type).putInt(LENGTH_BYTES + content.length).put(content);
        write(message.array());
    }

    /** A message without a letter: the first one of a session. */
    static void sendFirst(OutputStream out, byte[] content) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(LENGTH_BYTES + content.length);
        message.putInt(LENGTH_BYTES + content.length).put(content);
        out.write(message.array());
        out.flush();
    }

    void sendFirst(byte[] content) throws IOException {
        synchronized (out) {
            sendFirst(out, content);
        }
    }

    void sendText(char type, String text) throws IOException {
        send(type, terminated(text));
    }

    static byte[] terminated(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private void write(byte[] message) throws IOException {
        synchronized (out) {
            out.write(message);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
