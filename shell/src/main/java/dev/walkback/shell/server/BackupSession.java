package dev.walkback.shell.server;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.BackupServer;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.BackupStop;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A {@link BackupServer} that is asked through SQL. Its calls may come from several threads, one after another. */
public final class BackupSession implements BackupServer {

    private static final int OLDEST = 90_600;
    private static final int SECONDS_TO_ANSWER = 30;

    private final ServerAddress address;
    private final ServerAddress.Place place;
    private final Connection connection;
    private final ServerSql sql;
    private @Nullable ServerFacts facts;

    private BackupSession(ServerAddress address, ServerAddress.Place place, Connection connection, ServerSql sql) {
        this.address = address;
        this.place = place;
        this.connection = connection;
        this.sql = sql;
    }

    /**
     * Connects to the first of the hosts that are named; no other is ever tried.
     *
     * @throws ServerFailure where none lets us in
     */
    public static BackupSession open(ServerAddress address) {
        ServerFailure last = null;
        for (ServerAddress.Place place : address.places()) {
            try {
                return open(address, place);
            } catch (ServerFailure failed) {
                if (failed.kind() != ServerFailure.Kind.UNREACHABLE) {
                    throw failed;
                }
                last = failed;
            }
        }
        if (last == null) {
            throw new IllegalStateException("an address names a place");
        }
        throw last;
    }

    private static BackupSession open(ServerAddress address, ServerAddress.Place place) {
        try {
            Connection connection = DriverManager.getConnection(place.url(), properties(address, place));
            return prepared(address, place, connection);
        } catch (SQLException e) {
            throw failure(place, e, false);
        }
    }

    /** A checkpoint takes as long as it takes; whether the server is there is asked by {@link #ping}. */
    private static Properties properties(ServerAddress address, ServerAddress.Place place) {
        Properties properties = address.properties(place);
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static BackupSession prepared(ServerAddress address, ServerAddress.Place place, Connection connection)
            throws SQLException {
        try {
            int version = Integer.parseInt(one(connection, "select current_setting('server_version_num')"));
            if (version < OLDEST) {
                throw new SQLException(
                        "version " + new PgVersion(version) + " can only make backups that exclude others", "0A000");
            }
            ServerSql sql = new ServerSql(version);
            for (String setting : sql.atTheBeginning()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(setting);
                }
            }
            return new BackupSession(address, place, connection, sql);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public synchronized ServerFacts facts() {
        ServerFacts known = facts;
        if (known == null) {
            known = asked(() -> row(
                    sql.facts(),
                    row -> new ServerFacts(
                            new PgVersion(sql.version()),
                            SystemIdentifier.parse(Long.toUnsignedString(row.getLong(1)))
                                    .orElseThrow(),
                            Path.of(row.getString(2)),
                            new SegmentSize(row.getInt(3)),
                            timeline(row.getLong(4)),
                            row.getBoolean(5),
                            row.getInt(6),
                            row.getString(7).equals("on"),
                            row.getString(8).equals("on"))));
            facts = known;
        }
        return known;
    }

    @Override
    public synchronized Archiving archiving() {
        return asked(() -> row(sql.archiving(), row -> {
            String command = row.getString(2);
            boolean byCommand = !command.isEmpty() && !command.equals("(disabled)");
            return new Archiving(
                    row.getString(1), byCommand || !row.getString(3).isEmpty(), row.getInt(4));
        }));
    }

    @Override
    public synchronized BackupStart start(String label) {
        ServerFacts known = facts();
        return asked(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.start())) {
                statement.setString(1, label);
                return row(statement, row -> start(known, lsn(row.getString(1)), row.getString(2), row.getLong(3)));
            }
        });
    }

    /** On a standby nobody can ask for a segment's name, and the last one that is needed is that before the position. */
    private static BackupStart start(ServerFacts facts, Lsn lsn, String file, long timelineOfControl) {
        if (file.isEmpty()) {
            Timeline timeline = timeline(timelineOfControl);
            Segment segment = Segment.before(timeline, lsn, facts.segmentSize());
            return new BackupStart(lsn, timeline, new BackupName("base_" + segment.name()));
        }
        return new BackupStart(lsn, timelineOf(file), new BackupName("base_" + file));
    }

    @Override
    public synchronized BackupStop stop(Duration limit) {
        ServerFacts known = facts();
        try {
            limit(limit);
            BackupStop stop = row(
                    sql.stop(),
                    row -> new BackupStop(
                            lsn(row.getString(1)),
                            row.getString(4).isEmpty() ? timeline(row.getLong(5)) : timelineOf(row.getString(4)),
                            row.getString(2),
                            row.getString(3) == null ? "" : row.getString(3)));
            limit(Duration.ZERO);
            return stop;
        } catch (SQLException e) {
            refuseIfPromoted(known);
            throw failure(place, e, true);
        }
    }

    private void limit(Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + limit.toMillis());
        }
    }

    /** The server says so in its own language; here it is a reason of its own. */
    private void refuseIfPromoted(ServerFacts known) {
        if (!known.inRecovery()) {
            return;
        }
        try {
            Timeline now = row(sql.facts(), row -> row.getBoolean(5) ? known.timeline() : timeline(row.getLong(4)));
            if (!now.equals(known.timeline())) {
                throw new PushRefused(new PushRefused.Why.Promoted(known.timeline(), now));
            }
        } catch (SQLException gone) {
            // then what it said at first is told
        }
    }

    @Override
    public synchronized void ping() {
        try {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                throw new SQLException("it does not answer any more", "08006");
            }
        } catch (SQLException e) {
            throw failure(place, e, true);
        }
    }

    @Override
    public synchronized Lsn position() {
        return asked(() -> row(sql.position(), row -> {
            String told = row.getString(1);
            return told == null ? Lsn.NONE : lsn(told);
        }));
    }

    @Override
    public List<DatabaseNames> databases() {
        List<DatabaseNames> all = new ArrayList<>();
        for (DatabaseId database : connectable()) {
            all.add(inDatabase(
                    database.name(),
                    other -> new DatabaseNames(database.name(), database.oid(), RelationQuery.names(other, sql))));
        }
        return all;
    }

    @Override
    public List<RelationUpdates> updates() {
        List<RelationUpdates> all = new ArrayList<>();
        for (DatabaseId database : connectable()) {
            all.addAll(inDatabase(database.name(), other -> RelationQuery.updates(other, sql, database.oid())));
        }
        return all;
    }

    private record DatabaseId(String name, long oid) {}

    private synchronized List<DatabaseId> connectable() {
        return asked(() -> {
            List<DatabaseId> all = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql.databases())) {
                while (rows.next()) {
                    all.add(new DatabaseId(rows.getString(1), rows.getLong(2)));
                }
            }
            return all;
        });
    }

    private <T> T inDatabase(String name, RelationQuery.Asking<T> asking) {
        ServerAddress.Place other = new ServerAddress.Place(place.host(), place.port(), name);
        try (Connection there = DriverManager.getConnection(other.url(), properties(address, other))) {
            return asking.ask(there);
        } catch (SQLException e) {
            throw failure(place, e, false);
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

    private interface Asked<T> {
        T ask() throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T asked(Asked<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw failure(place, e, true);
        }
    }

    private <T> T row(String query, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return row(statement, reading);
        }
    }

    private static <T> T row(PreparedStatement statement, Reading<T> reading) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no answer to a question");
            }
            return reading.read(rows);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return row(statement, row -> row.getString(1));
        }
    }

    private static Lsn lsn(String text) throws SQLException {
        return Lsn.parse(text).orElseThrow(() -> new SQLException("not a position: " + text));
    }

    private static Timeline timeline(long number) {
        return new Timeline((int) number);
    }

    private static Timeline timelineOf(String file) {
        return new Timeline(Integer.parseUnsignedInt(file, 0, 8, 16));
    }

    private static ServerFailure failure(ServerAddress.Place place, SQLException e, boolean wasThere) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        ServerFailure.Kind kind;
        if (state.startsWith("08") || state.startsWith("57P")) {
            kind = wasThere ? ServerFailure.Kind.LOST : ServerFailure.Kind.UNREACHABLE;
        } else if (state.startsWith("28") || state.equals("42501")) {
            kind = ServerFailure.Kind.DENIED;
        } else {
            kind = ServerFailure.Kind.REFUSED;
        }
        return new ServerFailure(kind, place.toString(), String.valueOf(e.getMessage()), e);
    }
}
