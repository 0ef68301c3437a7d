package dev.walkback.shell.push;

import dev.walkback.engine.catchup.CatchupFetch;
import dev.walkback.engine.catchup.CatchupReceive;
import dev.walkback.engine.catchup.CatchupSend;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.crypto.Encryption;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;

/** The connection between a server's side and a copy's. It knows no authentication. */
public final class CatchupLine {

    private static final int BUFFER = 1 << 16;
    private static final int CONNECT_MILLISECONDS = 30_000;
    private static final int MOST_PORT = 65_535;

    private CatchupLine() {}

    /** @param host empty for this machine alone */
    public record Address(String host, int port) {

        public static Address toConnect(String typed) {
            Address address = toListen(typed);
            if (address.host().isEmpty() || address.port() == 0) {
                throw wrong(typed, "it is HOST:PORT, of the other side");
            }
            return address;
        }

        /** A port alone is one of this machine, which no other reaches. */
        public static Address toListen(String typed) {
            int colon = typed.lastIndexOf(':');
            String host = colon < 0 ? "" : typed.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            try {
                int port = Integer.parseInt(typed.substring(colon + 1));
                if (port >= 0 && port <= MOST_PORT) {
                    return new Address(host, port);
                }
            } catch (NumberFormatException noNumber) {
                // told below
            }
            throw wrong(typed, "it is a port, or ADDRESS:PORT");
        }

        private static UsageError wrong(String typed, String why) {
            return new UsageError(
                    ErrorCode.BAD_VALUE,
                    ShellWord.quoted(typed) + " names no place of a connection",
                    why,
                    Suggestion.command("help catchup receive", ""));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * WAL-G encrypts what is sent where its settings name a key, and then both of its sides wait for each other for ever; and in the clear
     * nobody would expect it.
     */
    public static void refuseEncryption(Optional<Encryption> encryption) {
        if (encryption.isPresent()) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "a key for encryption is set, and this connection carries no encryption",
                    "unset it for this command and lead the connection through ssh; catchup push and fetch encrypt",
                    Suggestion.command("help catchup send", ""));
        }
    }

    public static CatchupSend.Sent send(Address address, CatchupSend send) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLISECONDS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            CatchupSend.Sent sent = send.run(new BufferedInputStream(socket.getInputStream(), BUFFER), out);
            socket.shutdownOutput();
            // what is on its way must not be lost by closing: the other side closes when it has all
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return sent;
        }
    }

    /** @param listening told where, before the other side comes */
    public static CatchupFetch.Brought receive(
            Address address, CatchupReceive receive, Consumer<? super Address> listening) throws IOException {
        InetAddress at =
                address.host().isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(address.host());
        try (ServerSocket server = new ServerSocket(address.port(), 1, at)) {
            listening.accept(new Address(server.getInetAddress().getHostAddress(), server.getLocalPort()));
            try (Socket socket = server.accept()) {
                InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
                return receive.run(in, new BufferedOutputStream(socket.getOutputStream(), BUFFER));
            } catch (IOException broken) {
                if (receive.hasBegun()) {
                    throw new IOException(
                            broken.getMessage() + "; no server starts on the copy now, and the same two commands go on",
                            broken);
                }
                throw broken;
            }
        }
    }
}
