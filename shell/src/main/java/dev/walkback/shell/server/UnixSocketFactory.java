package dev.walkback.shell.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Sockets of this machine, for the driver: it takes a factory by its class's name, with one text to make it from. Which is why
 * this class and its constructor are public.
 */
public final class UnixSocketFactory extends SocketFactory {

    private final String path;

    /** @param path of the socket's file */
    public UnixSocketFactory(String path) {
        this.path = path;
    }

    @Override
    public Socket createSocket() {
        return new UnixSocket(path);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        UnixSocket socket = new UnixSocket(path);
        socket.connect(null, 0);
        return socket;
    }

    /** As much of a socket as the driver asks for. What concerns the network has no meaning here and is passed over. */
    private static final class UnixSocket extends Socket {

        private final String path;
        private final SocketChannel channel;
        private int timeout;

        UnixSocket(String path) {
            this.path = path;
            try {
                this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void connect(@org.jspecify.annotations.Nullable SocketAddress ignored, int millis) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(path));
        }

        @Override
        public void connect(SocketAddress ignored) throws IOException {
            connect(ignored, 0);
        }

        @Override
        public InputStream getInputStream() {
            return Channels.newInputStream(channel);
        }

        @Override
        public OutputStream getOutputStream() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public boolean isConnected() {
            return channel.isConnected();
        }

        @Override
        public boolean isClosed() {
            return !channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            this.timeout = millis;
        }

        @Override
        public int getSoTimeout() throws SocketException {
            return timeout;
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // there is no network that could delay
        }

        @Override
        public void setKeepAlive(boolean on) {
            // the kernel tells at once when the other side is gone
        }

        @Override
        public int getSendBufferSize() {
            return 8 << 10;
        }

        @Override
        public int getReceiveBufferSize() {
            return 8 << 10;
        }
    }
}
