package dev.walkback.shell.server;

import dev.walkback.engine.wal.Lsn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server is in its WAL. On a standby that is what it has received; its timeline is that of its last checkpoint.
 *
 * @param segmentBytes 0 for a server too old to tell
 */
public record ServerPosition(Lsn lsn, long timeline, long segmentBytes) {

    private static final int CONTROL_FUNCTIONS = 90_600;
    private static final int CALLED_WAL = 100_000;

    /** The server could not be asked, or did not answer what was asked. */
    public static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Asks the first of the servers that can be reached. */
    public static ServerPosition of(ServerAddress address) throws UnknownException {
        List<String> failures = new ArrayList<>();
        Exception last = new IllegalArgumentException("no server is named");
        for (ServerAddress.Place place : address.places()) {
            try (Connection connection = DriverManager.getConnection(place.url(), address.properties(place))) {
                return ask(connection);
            } catch (SQLException e) {
                if (e.getSQLState() != null && !e.getSQLState().startsWith("08")) {
                    throw new UnknownException(place + ": " + e.getMessage(), e);
                }
                failures.add(place + ": " + e.getMessage());
                last = e;
            }
        }
        throw new UnknownException(String.join("; ", failures), last);
    }

    private static ServerPosition ask(Connection connection) throws SQLException, UnknownException {
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            int version = Integer.parseInt(one(statement, "select current_setting('server_version_num')")[0]);
            boolean wal = version >= CALLED_WAL;
            String lsn = one(
                    statement,
                    "select case when pg_catalog.pg_is_in_recovery() then pg_catalog."
                            + (wal ? "pg_last_wal_receive_lsn()" : "pg_last_xlog_receive_location()")
                            + " else pg_catalog."
                            + (wal ? "pg_current_wal_lsn()" : "pg_current_xlog_location()") + " end")[0];
            if (lsn == null) {
                throw new UnknownException(
                        "the server is in recovery and has received no WAL by streaming, so it has no position to tell;"
                                + " give one with --lsn and --timeline",
                        new SQLException("pg_last_wal_receive_lsn() is null"));
            }
            Lsn position = Lsn.parse(lsn).orElseThrow(() -> new SQLException("not a position: " + lsn));
            if (version < CONTROL_FUNCTIONS) {
                String file = one(
                        statement, "select pg_catalog.pg_xlogfile_name(pg_catalog.pg_current_xlog_insert_location())")[
                        0];
                return new ServerPosition(position, Long.parseLong(file, 0, 8, 16), 0);
            }
            String[] control = one(
                    statement,
                    "select timeline_id, bytes_per_wal_segment"
                            + " from pg_catalog.pg_control_checkpoint(), pg_catalog.pg_control_init()");
            return new ServerPosition(position, Long.parseLong(control[0]), Long.parseLong(control[1]));
        }
    }

    private static String[] one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("no answer to: " + query);
            }
            String[] columns = new String[row.getMetaData().getColumnCount()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = row.getString(i + 1);
            }
            return columns;
        }
    }
}
