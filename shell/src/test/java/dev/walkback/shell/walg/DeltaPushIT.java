package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Chains of deltas of servers that change between them, restored and compared with what the server had. */
class DeltaPushIT {

    private static final String EACH_ROW = "md5(string_agg(t::text, '|' order by t::text))";

    @Test
    void a_chain_gives_the_pages_that_the_server_has() throws Exception {
        try (PostgresServer server = Components.postgres(newest(), Map.of("autovacuum", "off", "summarize_wal", "on"));
                RestoredServer restored = Components.restored(newest())) {
            LiveArchive archive = new LiveArchive(server, Map.of());
            Path space = server.freshFolder();
            server.sql(
                    "create tablespace fast location '" + space + "'",
                    "create table kept as select g as id, repeat('x', 90) as v from generate_series(1, 20000) g",
                    "create index on kept (id)",
                    "create table cut as select g as id, repeat('y', 200) as v from generate_series(1, 8000) g",
                    "create table gone as select g from generate_series(1, 1000) g",
                    "create table elsewhere tablespace fast as select g as id, 'z' || g as v from generate_series(1, 5000) g",
                    "create table spoilt as select g from generate_series(1, 2000) g",
                    "checkpoint");
            spoil(server, "spoilt");
            assertThat(archive.push("--verify")).contains("pages with a wrong checksum, 1 of them");
            server.sql(
                    "update kept set v = 'new' where id % 500 = 0",
                    "insert into elsewhere select g, 'more' from generate_series(5001, 6000) g",
                    "create table fresh as select g as id from generate_series(1, 3000) g");
            assertThat(archive.push()).contains("known from");
            server.sql("delete from cut where id > 2000", "vacuum cut", "drop table gone", "vacuum full elsewhere");
            archive.push();
            server.sql("alter system set summarize_wal = off", "select pg_reload_conf()");
            server.sql(
                    "insert into cut select g, repeat('w', 200) from generate_series(9000, 12000) g",
                    "truncate fresh",
                    "insert into fresh values (7)");
            archive.push();
            server.sql("update kept set v = 'last' where id = 4711", "vacuum freeze cut");
            Map<String, String> tables = sums(statement -> server.sql(statement));
            assertThat(archive.push("--permanent", "--verify")).contains("delta 4 from base_", "found by reading");
            assertThat(archive.permanent()).hasSize(5).allMatch(Boolean::booleanValue);
            assertThat(archive.corruptPages()).containsExactly(1L, 0L, 0L, 0L, 0L);
            server.sql("select pg_switch_wal()");
            server.stop();

            Path there = restored.data().resolveSibling("fast");
            Files.createDirectory(there);
            archive.fetch(
                    restored.data(),
                    "--restore-spec",
                    archive.spec(restored.data(), there).toString());

            assertThat(pages(restored.data().resolve("base"), there))
                    .isEqualTo(pages(server.data().resolve("base"), space));
            archive.recover(restored);
            assertThat(sums(restored::sql)).isEqualTo(tables);
        }
    }

    @Test
    void without_checksums_an_index_only_scan_of_the_restored_server_sees_no_rows_that_are_gone() throws Exception {
        try (PostgresServer server = Components.postgres(oldest(), Map.of("autovacuum", "off"));
                RestoredServer restored = Components.restored(oldest())) {
            LiveArchive archive = new LiveArchive(server, Map.of());
            server.sql(
                    "create table t(id int primary key, v text)",
                    "insert into t select g, repeat('x', 100) from generate_series(1, 10000) g",
                    "select count(*) from t",
                    "checkpoint");
            archive.push();
            server.sql("vacuum t", "checkpoint");
            archive.push();
            server.sql("select pg_switch_wal()");
            server.stop();
            archive.fetch(restored.data());
            archive.recover(restored);
            restored.sql("update t set id = id + 100000 where id <= 100");
            assertThat(restored.sql(
                            "set enable_seqscan = off",
                            "set enable_bitmapscan = off",
                            "select count(id) from t where id <= 100"))
                    .isEqualTo("0");
        }
    }

    /** Its initdb switches checksums on. */
    private static int newest() {
        return Components.postgresMajors().getLast();
    }

    private static int oldest() {
        return Components.postgresMajors().getFirst();
    }

    /** One byte of a page that the server will not write again. */
    private static void spoil(PostgresServer server, String table) throws IOException {
        Path file = server.data().resolve(server.sql("select pg_relation_filepath('" + table + "')"));
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.write(ByteBuffer.wrap(new byte[] {0x55, 0x55, 0x55}), 8192 + 5000);
        }
    }

    private interface Asking {
        String sql(String statement);
    }

    private static Map<String, String> sums(Asking server) {
        Map<String, String> sums = new TreeMap<>();
        for (String table : List.of("kept", "cut", "elsewhere", "fresh")) {
            sums.put(table, server.sql("select count(*), " + EACH_ROW + " from " + table + " t"));
        }
        return sums;
    }

    /** Of the relations that the test made: those of the catalogue get hints by being asked. */
    private static SortedMap<String, Integer> pages(Path... places) throws IOException {
        SortedMap<String, Integer> pages = new TreeMap<>();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> RelationFile.named(file.getFileName().toString())
                                .filter(relation -> relation.filenode() >= 16_384)
                                .isPresent())
                        .forEach(file -> pages.put(place.relativize(file).toString(), hash(file)));
            }
        }
        return pages;
    }

    private static int hash(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
