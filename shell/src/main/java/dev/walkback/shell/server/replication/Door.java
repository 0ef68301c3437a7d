package dev.walkback.shell.server.replication;

import dev.walkback.shell.server.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/** How to get to one of the servers that the settings name: through which kind of socket, and how protected. */
record Door(ServerAddress address, ServerAddress.Place place, SslMode mode) {

    private static final int SSL_REQUEST = 80_877_103;
    private static final int CANCEL_REQUEST = 80_877_102;
    private static final int SECONDS_TO_CONNECT = 20;

    /** What is done with an open link. */
    @FunctionalInterface
    interface Use<T> {
        T with(Link link) throws IOException, ServerError;
    }

    /** Opens it, and again in the other way where {@code allow} and {@code prefer} want that. */
    <T> T enter(Use<T> use) throws IOException, ServerError, GeneralSecurityException {
        List<Boolean> manners = manners();
        for (boolean encrypted : manners.subList(0, manners.size() - 1)) {
            try {
                return enter(encrypted, use);
            } catch (ServerError e) {
                if (!e.state().startsWith("28")) {
                    throw e;
                }
            } catch (SSLException | GeneralSecurityException tryTheOtherWay) {
                // as libpq does: what is only preferred stands in nobody's way
            }
        }
        return enter(manners.getLast(), use);
    }

    private List<Boolean> manners() {
        if (place.isSocket()) {
            return List.of(false);
        }
        return switch (mode) {
            case DISABLE -> List.of(false);
            case ALLOW -> List.of(false, true);
            case PREFER -> List.of(true, false);
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> List.of(true);
        };
    }

    private <T> T enter(boolean encrypted, Use<T> use) throws IOException, ServerError, GeneralSecurityException {
        Link link = open(encrypted);
        try {
            return use.with(link);
        } catch (IOException | ServerError | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private Link open(boolean encrypted) throws IOException, GeneralSecurityException {
        if (place.isSocket()) {
            return FileLink.to(place.socket());
        }
        TcpLink link = TcpLink.to(place.host(), port(), timeToConnect());
        if (!encrypted) {
            return link;
        }
        try {
            return protect(link);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private Link protect(TcpLink link) throws IOException, GeneralSecurityException {
        link.patience(timeToConnect());
        Wire.sendFirst(link.out(), ByteBuffer.allocate(4).putInt(SSL_REQUEST).array());
        InputStream in = link.in();
        // a single byte, read from the socket itself: nothing that follows it may be taken for protected
        int answer = in.read();
        if (answer == 'S') {
            return tls().over(link, place.host(), port());
        }
        if (answer == 'N' && !mode.must()) {
            return link;
        }
        throw answer == 'N'
                ? new Login.Impossible("the server does not speak TLS, and PGSSLMODE=" + mode.word() + " asks for it")
                : new ProtocolException("no PostgreSQL answers there");
    }

    private Tls tls() {
        Map<String, String> set = address.settings();
        Path folder = address.home().resolve(".postgresql");
        return new Tls(
                mode,
                Path.of(set.getOrDefault("PGSSLCERT", folder + "/postgresql.crt")),
                Path.of(set.getOrDefault("PGSSLKEY", folder + "/postgresql.key")),
                Path.of(set.getOrDefault("PGSSLROOTCERT", folder + "/root.crt")),
                set.containsKey("PGSSLROOTCERT"));
    }

    /** Asks the server, on a connection of its own, to give up what that session is doing. */
    void cancel(int process, int key) throws IOException, GeneralSecurityException {
        try (Link link = open(mode.must() && !place.isSocket())) {
            Wire.sendFirst(
                    link.out(),
                    ByteBuffer.allocate(12)
                            .putInt(CANCEL_REQUEST)
                            .putInt(process)
                            .putInt(key)
                            .array());
        }
    }

    Duration timeToConnect() {
        try {
            int seconds =
                    Integer.parseInt(address.setting("PGCONNECT_TIMEOUT", "").strip());
            // libpq takes no less than two seconds, and zero for as long as it takes
            return Duration.ofSeconds(seconds <= 0 ? 0 : Math.max(2, seconds));
        } catch (NumberFormatException unset) {
            return Duration.ofSeconds(SECONDS_TO_CONNECT);
        }
    }

    private int port() throws IOException {
        try {
            int port = Integer.parseInt(place.port().strip());
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException fallsThrough) {
            // said below
        }
        throw new IOException("'" + place.port() + "' is no port");
    }
}
