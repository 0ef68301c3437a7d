package dev.walkback.shell.server.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * A connection over a network.
 *
 * @param carrier the connection below, which is the same where it is not protected
 */
record TcpLink(Socket socket, Socket carrier) implements Link {

    /** A machine that died says nothing: the kernel asks after a minute of silence, and gives up after another. */
    private static final int SECONDS_OF_SILENCE = 60;

    private static final int SECONDS_BETWEEN_QUESTIONS = 10;
    private static final int QUESTIONS = 6;

    /** Tries every address that the name has, in the order in which the system tells them. */
    static TcpLink to(String host, int port, Duration limit) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                // a channel's socket, other than a plain one, lets go when its thread is interrupted
                channel.socket().connect(new InetSocketAddress(address, port), (int) limit.toMillis());
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                keepAlive(channel);
                return new TcpLink(channel.socket(), channel.socket());
            } catch (IOException e) {
                channel.close();
                last = e;
            }
        }
        throw last;
    }

    private static void keepAlive(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, SECONDS_OF_SILENCE);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, SECONDS_BETWEEN_QUESTIONS);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, QUESTIONS);
        }
    }

    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void patience(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
    }

    /** TLS would say good-bye first, and wait for whoever writes just then. */
    @Override
    public void close() throws IOException {
        carrier.close();
    }
}
