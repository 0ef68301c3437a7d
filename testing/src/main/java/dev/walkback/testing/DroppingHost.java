package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A host that drops packets: connecting to its port is neither accepted nor refused. Made without a firewall, by a listening
 * socket whose queue is full: Linux lets further connection attempts fall on the floor.
 */
public final class DroppingHost implements AutoCloseable {

    private static final int PATIENCE_MS = 300;

    private final ServerSocket door;
    private final List<Socket> queue = new ArrayList<>();

    public DroppingHost() {
        try {
            door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (queueTakesOneMore()) {
                // until it is full
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    private boolean queueTakesOneMore() throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(door.getInetAddress(), port()), PATIENCE_MS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queue) {
                socket.close();
            }
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
