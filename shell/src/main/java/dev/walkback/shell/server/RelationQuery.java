package dev.walkback.shell.server;

import dev.walkback.engine.push.BackupServer.RelationName;
import dev.walkback.engine.push.BackupServer.RelationUpdates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one database says of its relations. A database may have a million of them, so they come in portions. */
final class RelationQuery {

    private static final int PORTION = 10_000;

    /** Mapped catalogs tell their file by its path alone; of all others that question costs the server memory. */
    private static final String NAMES = "select n.nspname || '.' || c.relname, c.oid,"
            + " case when c.relfilenode = 0 then pg_relation_filepath(c.oid) end, c.relfilenode,"
            + " c.relkind, coalesce(i.inhparent, 0)"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " left join pg_inherits i on i.inhrelid = c.oid order by c.oid, i.inhseqno";

    private static final String UPDATES = "select c.reltablespace, c.relfilenode,"
            + " s.n_tup_ins + s.n_tup_upd + s.n_tup_del"
            + " from pg_class c join pg_stat_all_tables s on s.relid = c.oid where c.relfilenode <> 0";

    private RelationQuery() {}

    interface Asking<T> {
        T ask(Connection database) throws SQLException;
    }

    private record Relation(String key, long oid, long filenode, long parent) {}

    static List<RelationName> names(Connection database, ServerSql sql) throws SQLException {
        prepare(database, sql);
        Map<Long, Relation> byOid = new HashMap<>();
        List<Relation> all = new ArrayList<>();
        try (Statement statement = portioned(database);
                ResultSet rows = statement.executeQuery(NAMES)) {
            while (rows.next()) {
                Relation relation = relation(rows);
                // what inherits from several stands under the first
                if ((relation.filenode() != 0 || isPartitioned(rows.getString(5)))
                        && byOid.putIfAbsent(relation.oid(), relation) == null) {
                    all.add(relation);
                }
            }
        }
        List<RelationName> names = new ArrayList<>(all.size());
        for (Relation each : all) {
            names.add(new RelationName(each.key(), each.oid(), each.filenode(), top(each, byOid)));
        }
        return names;
    }

    private static Relation relation(ResultSet row) throws SQLException {
        String path = row.getString(3);
        long filenode = row.getLong(4);
        if (path != null) {
            filenode = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        }
        return new Relation(row.getString(1), row.getLong(2), filenode, row.getLong(6));
    }

    /** It has no file of its own, but is what its parts are asked for by. */
    private static boolean isPartitioned(String kind) {
        return kind.equals("p");
    }

    private static String top(Relation relation, Map<Long, Relation> byOid) {
        Set<Long> seen = new HashSet<>();
        Relation at = relation;
        while (at.parent() != 0 && seen.add(at.oid())) {
            Relation parent = byOid.get(at.parent());
            if (parent == null) {
                break;
            }
            at = parent;
        }
        return at.equals(relation) ? "" : at.key();
    }

    static List<RelationUpdates> updates(Connection database, ServerSql sql, long oid) throws SQLException {
        prepare(database, sql);
        List<RelationUpdates> all = new ArrayList<>();
        try (Statement statement = portioned(database);
                ResultSet rows = statement.executeQuery(UPDATES)) {
            while (rows.next()) {
                all.add(new RelationUpdates(rows.getLong(1), oid, rows.getLong(2), rows.getLong(3)));
            }
        }
        return all;
    }

    private static void prepare(Connection database, ServerSql sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String setting : sql.atTheBeginning()) {
                statement.execute(setting);
            }
        }
        database.setAutoCommit(false);
    }

    private static Statement portioned(Connection database) throws SQLException {
        Statement statement = database.createStatement();
        statement.setFetchSize(PORTION);
        return statement;
    }
}
