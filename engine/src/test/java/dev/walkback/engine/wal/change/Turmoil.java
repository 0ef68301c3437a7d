package dev.walkback.engine.wal.change;

import dev.walkback.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All that people do to a server, in an order of chance. */
final class Turmoil {

    private final PostgresServer server;
    private final Random random;
    private final Path space;
    private int made;

    Turmoil(PostgresServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.space = server.freshFolder();
    }

    /** What is there before the first copy is made. */
    void begin() {
        server.sql(
                "create tablespace elsewhere location '" + space + "'",
                "create table still (id int primary key, body text)",
                "insert into still select i, repeat('s', 200) from generate_series(1, 2000) i",
                "create table busy (id int primary key, body text, words tsvector, place point)",
                "create index on busy using gin (words)",
                "create index on busy using gist (place)",
                "create index on busy using hash (body)",
                "create index on busy using brin (id)",
                "create index on busy using spgist (place)",
                insert("busy", 3000),
                "create table tail (id int, body text)",
                "insert into tail select i, repeat('t', 300) from generate_series(1, 4000) i",
                "create table cut (id int, body text)",
                "insert into cut select i, repeat('c', 100) from generate_series(1, 3000) i",
                "create table moved (id int, body text)",
                "insert into moved select i, repeat('m', 100) from generate_series(1, 1000) i",
                "create unlogged table light (id int)",
                "insert into light select generate_series(1, 5000)",
                "create sequence numbers",
                "create database template_of_ours",
                "create database leaving",
                "vacuum analyze");
        for (int i = 0; i < 4; i++) {
            create();
        }
    }

    void go(int steps) {
        List<Runnable> kinds = new ArrayList<>(List.of(
                this::create,
                this::drop,
                this::work,
                this::work,
                this::work,
                this::rewrite,
                this::tail,
                () -> server.sql("truncate cut", insertPlain("cut", random.nextInt(500))),
                () -> server.sql("begin", "truncate cut", insertPlain("cut", 50), "rollback"),
                () -> server.sql(
                        "begin",
                        "create table once" + ++made + " (id int, body text)",
                        insertPlain("once" + made, 2000),
                        "truncate once" + made,
                        insertPlain("once" + made, 20),
                        "commit"),
                () -> server.sql("begin", "create table gone (id int)", "insert into gone values (1)", "rollback"),
                () -> server.sql(
                        "alter table moved set tablespace " + (random.nextBoolean() ? "elsewhere" : "pg_default")),
                () -> server.sql(
                        "insert into light select generate_series(1, 2000)", "delete from light where id % 3 = 0"),
                () -> server.sql("select count(nextval('numbers')) from generate_series(1, 50)"),
                () -> server.sql("reindex table busy"),
                () -> server.sql("vacuum full pg_class"),
                () -> server.sql("vacuum freeze busy"),
                () -> server.sql("checkpoint"),
                this::databases));
        for (int i = 0; i < steps; i++) {
            kinds.get(random.nextInt(kinds.size())).run();
        }
        // what matters most is done in any case
        tail();
        databases();
        server.sql("truncate cut", insertPlain("cut", 100), "alter table moved set tablespace elsewhere");
    }

    private void create() {
        String name = "made" + ++made;
        server.sql(
                "create table " + name + " (id int primary key, body text)", insertPlain(name, random.nextInt(3000)));
    }

    private void drop() {
        String name = server.sql("select min(relname) from pg_class where relname like 'made%' and relkind = 'r'");
        if (!name.isEmpty()) {
            server.sql("drop table " + name);
        }
    }

    private void work() {
        int from = random.nextInt(3000);
        server.sql(
                "update busy set body = body || 'x', place = point(id, " + random.nextInt(99) + ") where id between "
                        + from + " and " + (from + random.nextInt(200)),
                "delete from busy where id between " + (from + 300) + " and " + (from + 300 + random.nextInt(100)),
                insert("busy", random.nextInt(300)));
    }

    private void rewrite() {
        server.sql(List.of(
                        "vacuum full busy",
                        "cluster busy using busy_pkey",
                        "alter table busy alter column id type bigint",
                        "alter table busy alter column id type int",
                        "alter table light set logged",
                        "alter table light set unlogged")
                .get(random.nextInt(6)));
    }

    /** The end of a table is given back, and grows again. */
    private void tail() {
        server.sql(
                "delete from tail where id > (select max(id) / 2 from tail)",
                "vacuum tail",
                "insert into tail select i, repeat('u', 300) from generate_series(1, " + (500 + random.nextInt(4000))
                        + ") i");
    }

    private void databases() {
        String name = "db" + ++made;
        String how = server.major() < 15 ? "" : random.nextBoolean() ? " strategy file_copy" : " strategy wal_log";
        server.sql(
                "create database " + name + " template template_of_ours" + how,
                "drop database if exists leaving",
                random.nextBoolean() ? "alter database " + name + " set tablespace elsewhere" : "select 1");
    }

    private static String insert(String table, int rows) {
        return "insert into " + table + " select (select coalesce(max(id), 0) from " + table
                + ") + i, 'b' || i, to_tsvector('simple', 'w' || i || ' v' || i % 7), point(i, i % 13) from generate_series(1, "
                + rows
                + ") i";
    }

    private static String insertPlain(String table, int rows) {
        return "insert into " + table + " select i, repeat('r', 100) from generate_series(1, " + rows + ") i";
    }
}
