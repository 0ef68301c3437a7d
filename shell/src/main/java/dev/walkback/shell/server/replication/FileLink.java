package dev.walkback.shell.server.replication;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection through a socket in the file system. Java's own streams of one know no time limit, so these wait by selecting. */
final class FileLink implements Link {

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private volatile long patienceMillis;

    private FileLink(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        this.readable = Selector.open();
        this.writable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    static FileLink to(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        try {
            return new FileLink(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                ByteBuffer room = ByteBuffer.wrap(into, from, length);
                while (true) {
                    int read = channel.read(room);
                    if (read != 0 || length == 0) {
                        return read;
                    }
                    await(readable);
                }
            }
        };
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
                while (left.hasRemaining()) {
                    if (channel.write(left) == 0) {
                        await(writable);
                    }
                }
            }
        };
    }

    private void await(Selector selector) throws IOException {
        int ready;
        try {
            ready = selector.select(patienceMillis);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException closed) {
            throw new EOFException("closed meanwhile");
        }
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new ClosedByInterruptException();
        }
        if (ready == 0 && patienceMillis > 0) {
            throw new SocketTimeoutException("no answer after " + patienceMillis / 1000 + " s");
        }
    }

    @Override
    public void patience(Duration limit) {
        patienceMillis = limit.toMillis();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        writable.close();
    }
}
