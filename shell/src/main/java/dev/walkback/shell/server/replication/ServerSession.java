package dev.walkback.shell.server.replication;

import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.shell.server.ServerAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session with one server. One thread asks and reads; any may send, and close. Fails with {@link ServerFailure}. */
public final class ServerSession implements AutoCloseable {

    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final Door door;
    private final Wire wire;
    private final Map<String, String> parameters = new HashMap<>();
    private Consumer<String> notices = notice -> {};
    private int process;
    private int key;
    private volatile boolean idle;
    private volatile boolean closed;

    /** What a session is for. */
    public enum Purpose {
        /** SQL, in a database. */
        QUESTIONS,
        /** Commands of replication, in no database. */
        REPLICATION
    }

    /** An answer's rows, as text; null for NULL. */
    public record Rows(List<List<@Nullable String>> rows) {

        /** A column of the first row; null where there is no row. */
        public @Nullable String first(int column) {
            return rows.isEmpty() || rows.getFirst().size() <= column
                    ? null
                    : rows.getFirst().get(column);
        }
    }

    private ServerSession(Door door, Wire wire) {
        this.door = door;
        this.wire = wire;
    }

    /**
     * Opens a session with the first of the named servers that can be reached. One that answers and refuses us is the end of the search:
     * what was meant is no other server.
     */
    public static ServerSession open(ServerAddress address, Purpose purpose) {
        List<ServerFailure> failures = new ArrayList<>();
        for (ServerAddress.Place place : address.places()) {
            try {
                return open(address, place, purpose);
            } catch (ServerFailure failure) {
                if (failure.kind() != Kind.UNREACHABLE) {
                    throw failure;
                }
                failures.add(failure);
            }
        }
        if (failures.size() == 1) {
            throw failures.getFirst();
        }
        String places =
                String.join(", ", failures.stream().map(ServerFailure::server).toList());
        String why = String.join(
                "; ",
                failures.stream()
                        .map(each -> each.server() + ": " + each.getMessage())
                        .toList());
        throw new ServerFailure(
                Kind.UNREACHABLE, places, why, failures.getLast().sqlState(), failures.getLast());
    }

    static ServerSession open(ServerAddress address, ServerAddress.Place place, Purpose purpose) {
        String word = address.setting("PGSSLMODE", "prefer");
        SslMode mode = SslMode.of(word)
                .orElseThrow(() -> new ServerFailure(
                        Kind.REFUSED,
                        place.toString(),
                        "PGSSLMODE cannot be '" + word + "'",
                        new IllegalArgumentException(word)));
        Door door = new Door(address, place, mode);
        try {
            return door.enter(link -> {
                ServerSession session = new ServerSession(door, new Wire(link));
                session.login(purpose);
                return session;
            });
        } catch (ServerError e) {
            // one that starts or stops, or is full, is not to be had now: the next of those named may be
            boolean later = e.state().startsWith("57P");
            throw failure(later ? Kind.UNREACHABLE : kind(e), place, e);
        } catch (Login.Impossible | GeneralSecurityException e) {
            throw new ServerFailure(Kind.DENIED, place.toString(), sentence(e), e);
        } catch (javax.net.ssl.SSLException e) {
            throw new ServerFailure(Kind.DENIED, place.toString(), "TLS: " + sentence(e), e);
        } catch (IOException e) {
            throw new ServerFailure(Kind.UNREACHABLE, place.toString(), sentence(e), e);
        }
    }

    private void login(Purpose purpose) throws IOException, ServerError {
        wire.patience(door.timeToConnect().isZero() ? TO_ANSWER : door.timeToConnect());
        ServerAddress address = door.address();
        Map<String, String> said = new LinkedHashMap<>();
        said.put("user", address.userName());
        if (purpose == Purpose.REPLICATION) {
            said.put("replication", "true");
        } else {
            said.put("database", door.place().database());
        }
        said.put("application_name", address.setting("PGAPPNAME", "walkback"));
        said.put("client_encoding", "UTF8");
        Login login = new Login(wire, address.userName(), password(purpose));
        login.begin(said);
        for (Wire.Message message = wire.receive(); message.type() != 'Z'; message = wire.receive()) {
            switch (message.type()) {
                case 'R' -> login.answer(message);
                case 'E' -> throw ServerError.read(message);
                case 'S' -> parameters.put(message.text(), message.text());
                case 'K' -> {
                    process = message.body().getInt();
                    key = message.body().getInt();
                }
                case 'N', 'v' -> {
                    // a remark, or that only an older minor version of the protocol is known, which is ours
                }
                default -> throw new ProtocolException("no PostgreSQL answers there");
            }
        }
        wire.patience(TO_ANSWER);
        idle = true;
    }

    /** In a password file sessions of replication are those of a database of that name. */
    private Optional<String> password(Purpose purpose) {
        ServerAddress.Place place = door.place();
        Optional<String> own = purpose == Purpose.REPLICATION
                ? door.address().password(new ServerAddress.Place(place.host(), place.port(), "replication"))
                : Optional.empty();
        return own.or(() -> door.address().password(place));
    }

    public String place() {
        return door.place().toString();
    }

    ServerAddress.Place which() {
        return door.place();
    }

    /** Whether the server waits for a question. */
    boolean isIdle() {
        return idle;
    }

    /** What the server told of itself unasked, such as {@code server_version}; empty where it did not. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Who is told the server's remarks. */
    void listen(Consumer<String> listener) {
        this.notices = listener;
    }

    void patience(Duration limit) {
        try {
            wire.patience(limit);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Asks, and reads the answer to its end. */
    public Rows ask(String question) {
        begin(question);
        return untilReady();
    }

    /** Asks, and leaves the answer to be read. */
    void begin(String question) {
        idle = false;
        try {
            wire.sendText('Q', question);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** The rows that are still to come, up to where the server waits for the next question. */
    Rows untilReady() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        ServerFailure failure = null;
        while (true) {
            Wire.Message message;
            try {
                message = next();
            } catch (ServerFailure e) {
                if (failure != null || e.kind() == Kind.LOST) {
                    throw failure == null ? e : failure;
                }
                failure = e;
                continue;
            }
            if (message.type() == 'D') {
                rows.add(row(message));
            } else if (message.type() == 'Z') {
                idle = true;
                if (failure != null) {
                    throw failure;
                }
                return new Rows(rows);
            }
        }
    }

    /** The rows of one answer of several: up to its end, not to that of all. */
    Rows result() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Wire.Message message = next(); message.type() != 'C'; message = next()) {
            if (message.type() == 'D') {
                rows.add(row(message));
            } else if (message.type() != 'T') {
                throw unexpected(message);
            }
        }
        return new Rows(rows);
    }

    private static List<@Nullable String> row(Wire.Message message) {
        ByteBuffer body = message.body();
        int columns = body.getShort();
        List<@Nullable String> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            int length = body.getInt();
            if (length < 0) {
                row.add(null);
                continue;
            }
            byte[] text = new byte[length];
            body.get(text);
            row.add(new String(text, StandardCharsets.UTF_8));
        }
        return row;
    }

    /** The next message that is no remark. The server's "no" is a failure. */
    Wire.Message next() {
        try {
            while (true) {
                Wire.Message message = wire.receive();
                switch (message.type()) {
                    case 'N' -> notices.accept(ServerError.read(message).sentence());
                    case 'S' -> parameters.put(message.text(), message.text());
                    case 'E' -> {
                        ServerError error = ServerError.read(message);
                        throw failure(kind(error), door.place(), error);
                    }
                    default -> {
                        return message;
                    }
                }
            }
        } catch (IOException e) {
            throw lost(e);
        }
    }

    void send(char type, byte[] content) {
        try {
            wire.send(type, content);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    ServerFailure unexpected(Wire.Message message) {
        return lost(new ProtocolException("a message of kind '" + message.type() + "' that does not belong there"));
    }

    ServerFailure garbled(String what) {
        return lost(new ProtocolException(what));
    }

    private ServerFailure lost(IOException e) {
        String why = closed ? "it was closed" : sentence(e);
        return new ServerFailure(Kind.LOST, place(), why, e);
    }

    private static ServerFailure failure(Kind kind, ServerAddress.Place place, ServerError error) {
        return new ServerFailure(kind, place.toString(), error.sentence(), error.state(), error);
    }

    private static Kind kind(ServerError error) {
        String state = error.state();
        if (state.startsWith("28") || state.equals("42501")) {
            return Kind.DENIED;
        }
        return state.startsWith("57P") || state.startsWith("08") ? Kind.LOST : Kind.REFUSED;
    }

    /** What a person can make use of: some exceptions say only what they are called. */
    private static String sentence(Exception e) {
        return switch (e) {
            case java.io.EOFException _ -> "the connection was closed at the other end";
            case java.net.UnknownHostException _ -> "no host has this name";
            case java.nio.file.NoSuchFileException gone -> "no file " + gone.getFile();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** What is being done is given up. The server is told, as it might not look at the connection for a long while. */
    void cancel() {
        Thread asking = Thread.ofPlatform().daemon().name("cancel").start(() -> {
            try {
                door.cancel(process, key);
            } catch (IOException | GeneralSecurityException notHeard) {
                // it will see that we are gone
            }
        });
        try {
            asking.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (idle) {
                wire.send('X', new byte[0]);
            }
        } catch (IOException gone) {
            // it is over either way
        }
        try {
            wire.close();
        } catch (IOException gone) {
            // it is over either way
        }
    }
}
