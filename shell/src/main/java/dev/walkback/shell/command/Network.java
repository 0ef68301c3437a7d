package dev.walkback.shell.command;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What lies between this machine and a service, tried piece by piece. */
final class Network {

    private final URI server;
    private final int port;
    private final Duration patience;
    private final Location location;

    Network(URI server, Duration patience) {
        this.server = server;
        this.port = server.getPort() >= 0 ? server.getPort() : defaultPort(server.getScheme());
        this.patience = patience;
        this.location = new Location(server.getHost() + ":" + port);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "ssh" -> 22;
            default -> 443;
        };
    }

    boolean isEncrypted() {
        return server.getScheme().equals("https");
    }

    /** The system's resolver knows no time limit of ours: it is left behind when it takes too long. */
    String lookUp() throws InterruptedException {
        FutureTask<InetAddress[]> answer = new FutureTask<>(() -> InetAddress.getAllByName(server.getHost()));
        Thread.ofPlatform().daemon().name("name look-up").start(answer);
        try {
            return Arrays.stream(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", ", server.getHost() + " is ", ""));
        } catch (TimeoutException e) {
            throw unreachable("look up " + server.getHost(), "no answer after " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof UnknownHostException ? "no such host" : String.valueOf(e.getCause());
            throw unreachable("look up " + server.getHost(), why, e);
        }
    }

    String connect() {
        try (Socket socket = connected()) {
            return socket.getInetAddress().getHostAddress() + " port " + port;
        } catch (IOException e) {
            throw unreachable("connect", why(e), e);
        }
    }

    Socket connected() throws IOException {
        Socket socket = new Socket();
        int millis = Math.toIntExact(Math.min(Integer.MAX_VALUE, patience.toMillis()));
        try {
            socket.connect(new InetSocketAddress(server.getHost(), port), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    String host() {
        return server.getHost();
    }

    int port() {
        return port;
    }

    Location location() {
        return location;
    }

    private StorageException unreachable(String attempted, String why, Exception cause) {
        return new StorageException.Unreachable(location, attempted, why, cause);
    }

    String why(IOException e) {
        return e instanceof SocketTimeoutException
                ? "no answer after " + patience.toSeconds() + " s"
                : String.valueOf(e.getMessage());
    }
}
