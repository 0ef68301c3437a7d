package dev.walkback.shell.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A session with one database of a server. Belongs to one thread. */
public final class Database implements AutoCloseable {

    private final Connection connection;
    private final String name;

    private Database(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Where a server listens, and who asks it. */
    public record Address(String host, int port, String user) {

        private ServerAddress of(String database) {
            return new ServerAddress(
                    Map.of(
                            "PGHOST", host,
                            "PGPORT", Integer.toString(port),
                            "PGUSER", user,
                            "PGDATABASE", database,
                            "PGAPPNAME", "walkback"),
                    user,
                    java.nio.file.Path.of(System.getProperty("user.home", "/")));
        }
    }

    /** What was asked was not answered. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String state;

        Failed(SQLException cause) {
            super(firstLine(cause.getMessage()), cause);
            this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
        }

        private static String firstLine(@Nullable String message) {
            return message == null
                    ? "no reason was given"
                    : message.lines().findFirst().orElse("");
        }

        /** Whether nobody listens, or the server answers nobody yet. */
        public boolean isAbsent() {
            return state.startsWith("08") || state.startsWith("57P");
        }

        /** Whether somebody else has to ask: another role, another password. */
        public boolean isDenied() {
            return state.startsWith("28");
        }

        public String state() {
            return state;
        }
    }

    /** The rows of an answer, as text; null for NULL. */
    public record Rows(List<String> columns, List<List<@Nullable String>> rows, boolean cut) {

        public Rows {
            columns = List.copyOf(columns);
        }

        /** The first column of the first row; null where there is none. */
        public @Nullable String first() {
            return rows.isEmpty() || rows.getFirst().isEmpty()
                    ? null
                    : rows.getFirst().getFirst();
        }
    }

    public static Database open(Address address, String database) throws Failed {
        ServerAddress server = address.of(database);
        ServerAddress.Place place = server.places().getFirst();
        Properties properties = server.properties(place);
        // a long check is no reason to leave; one that hangs ends with the statement's own time
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("loginTimeout", "5");
        try {
            return new Database(DriverManager.getConnection(place.url(), properties), database);
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /**
     * The first of the named servers that answers, in their order; never another one. What answers and refuses is not passed by.
     *
     * @param database in it; empty for the one that the address names, or the user's own
     */
    public static Database open(ServerAddress server, String database) throws Failed {
        @Nullable SQLException first = null;
        for (ServerAddress.Place place : server.places()) {
            ServerAddress.Place there =
                    database.isEmpty() ? place : new ServerAddress.Place(place.host(), place.port(), database);
            Properties properties = server.properties(there);
            properties.setProperty("socketTimeout", "0");
            try {
                return new Database(DriverManager.getConnection(there.url(), properties), there.database());
            } catch (SQLException e) {
                if (e.getSQLState() != null && !e.getSQLState().startsWith("08")) {
                    throw new Failed(e);
                }
                first = first == null ? e : first;
            }
        }
        throw new Failed(first == null ? new SQLException("no server is named", "08001") : first);
    }

    public String name() {
        return name;
    }

    /** How long one statement may take; zero for as long as it wants. */
    public void limit(Duration time) throws Failed {
        ask("set statement_timeout = " + time.toMillis());
    }

    /** Asks, and takes no more than so many rows. */
    public Rows ask(String sql, int most) throws Failed {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(most + 1);
            if (!statement.execute(sql)) {
                return new Rows(List.of(), List.of(), false);
            }
            try (ResultSet result = statement.getResultSet()) {
                return read(result, most);
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    public Rows ask(String sql) throws Failed {
        return ask(sql, 10_000);
    }

    private static Rows read(ResultSet result, int most) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        boolean cut = false;
        while (result.next()) {
            if (rows.size() == most) {
                cut = true;
                break;
            }
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return new Rows(columns, rows, cut);
    }

    /** Whatever it is doing. */
    public void cancel() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // it is over either way
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // it is over either way
        }
    }
}
