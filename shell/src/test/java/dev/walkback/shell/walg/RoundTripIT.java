package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A full backup and four deltas of a server that is written to all the while, restored; every value of every way with every other. */
class RoundTripIT {

    private static final List<String> CODECS = List.of("lz4", "zstd", "brotli", "lzma", "none");
    private static final List<String> COMPOSERS =
            List.of("", "--rating-composer", "--database-composer", "--copy-composer");
    private static final String SODIUM = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final int DELTAS = 4;
    private static final int SEGMENT = 1 << 20;

    enum Key {
        NONE,
        SODIUM,
        PGP
    }

    enum Place {
        FOLDER,
        BUCKET
    }

    record Way(int major, String codec, Key key, Place place, String composer) {

        /** Each of its values, told apart from those of other kinds, with each other one. */
        Set<List<String>> pairs() {
            List<String> values = List.of("PostgreSQL " + major, codec, "key " + key, "in " + place, "by " + composer);
            Set<List<String>> pairs = new HashSet<>();
            for (int one = 0; one < values.size(); one++) {
                for (int other = one + 1; other < values.size(); other++) {
                    pairs.add(List.of(values.get(one), values.get(other)));
                }
            }
            return pairs;
        }
    }

    static List<Way> ways() {
        return Sampling.MATRIX.of("version, codec, key, storage and composer of a round trip", paired(), 2);
    }

    @Test
    void every_value_meets_every_other_in_one_way_of_the_matrix() {
        assertThat(pairs(paired())).isEqualTo(pairs(all()));
        // of codecs and composers, and of versions and codecs, no fewer make all pairs
        int versions = Components.postgresMajors().size();
        assertThat(paired())
                .hasSizeBetween(
                        CODECS.size() * Math.max(COMPOSERS.size(), versions),
                        CODECS.size() * Math.max(COMPOSERS.size(), versions) + 6);
    }

    /** So few that all pairs are there: again and again the one that brings most of those that lack. */
    private static List<Way> paired() {
        Set<List<String>> lacking = pairs(all());
        List<Way> ways = new ArrayList<>();
        while (!lacking.isEmpty()) {
            Way next = all().stream()
                    .max(Comparator.comparingLong(way ->
                            way.pairs().stream().filter(lacking::contains).count()))
                    .orElseThrow();
            lacking.removeAll(next.pairs());
            ways.add(next);
        }
        return ways;
    }

    private static List<Way> all() {
        List<Way> all = new ArrayList<>();
        for (int major : Components.postgresMajors()) {
            for (String codec : CODECS) {
                for (Key key : Key.values()) {
                    for (Place place : Place.values()) {
                        for (String composer : COMPOSERS) {
                            all.add(new Way(major, codec, key, place, composer));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Set<List<String>> pairs(List<Way> ways) {
        Set<List<String>> pairs = new HashSet<>();
        ways.forEach(way -> pairs.addAll(way.pairs()));
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_chain_of_a_server_that_is_written_to_is_restored_to_the_row(Way way) throws Exception {
        try (PostgresServer server =
                        Components.postgres(way.major(), Map.of(PostgresServer.INITDB, "--wal-segsize=1"));
                RestoredServer restored = Components.restored(way.major())) {
            LiveArchive archive = new LiveArchive(server, settings(way));
            server.sql(
                    "create table t as select g as id, repeat('x', 100) as v, 0 as n from generate_series(1, 20000) g",
                    "create unique index on t (id)",
                    "create table log (id serial primary key, what text)");
            if (way.place() == Place.BUCKET) {
                carrying(archive, () -> pushed(archive, server, way));
            } else {
                pushed(archive, server, way);
            }
            server.sql("select pg_switch_wal()");
            server.stop();
            server.start();
            String tables = sums(server::sql);
            server.sql("select pg_switch_wal()");
            server.stop();

            archive.fetch(restored.data());
            archive.recover(restored);
            assertThat(sums(restored::sql)).isEqualTo(tables);
            if (way.major() == 15) {
                restored.sql("create extension amcheck");
                assertThat(restored.sql("select count(bt_index_check(c.oid, true)) > 50 from pg_class c"
                                + " join pg_index i on i.indexrelid = c.oid join pg_am a on a.oid = c.relam"
                                + " where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid"))
                        .isEqualTo("t");
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** What the server archives into a folder is brought to the bucket, as long as the work lasts. */
    private static void carrying(LiveArchive archive, Work work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> carrier = CompletableFuture.runAsync(
                () -> {
                    Set<String> carried = new HashSet<>();
                    try {
                        while (!over.get()) {
                            archive.carry(carried, SEGMENT);
                            Thread.sleep(20);
                        }
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
        try {
            work.run();
        } finally {
            over.set(true);
            carrier.join();
        }
    }

    private static void pushed(LiveArchive archive, PostgresServer server, Way way) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread load = Thread.ofPlatform().start(() -> {
            for (int i = 0; !over.get(); i++) {
                server.sql(
                        "update t set n = n + 1, v = repeat('y', 100) where id % 1000 = " + i % 1000,
                        "insert into log (what) select 'round " + i + "' from generate_series(1, 50)",
                        "delete from t where id = " + (20000 - i));
            }
        });
        try {
            for (int i = 0; i <= DELTAS; i++) {
                // the copy composer makes a full backup each time: of the first, copies are made
                boolean copies = way.composer().equals("--copy-composer");
                String said =
                        way.composer().isEmpty() || (copies && i > 1) ? archive.push() : archive.push(way.composer());
                assertThat(said).contains("Wrote backup with name base_");
            }
        } finally {
            over.set(true);
            load.join();
        }
    }

    private static Map<String, String> settings(Way way) {
        Map<String, String> settings = new HashMap<>();
        settings.put("WALG_COMPRESSION_METHOD", way.codec());
        settings.put("WALG_TAR_SIZE_THRESHOLD", "2000000");
        settings.put("WALG_STOP_BACKUP_TIMEOUT", "90s");
        if (way.place() == Place.BUCKET) {
            settings.putAll(FreshBucket.settings(Components.s3proxy()));
        }
        switch (way.key()) {
            case NONE -> {}
            case SODIUM -> settings.putAll(Map.of("WALG_LIBSODIUM_KEY", SODIUM, "WALG_LIBSODIUM_KEY_TRANSFORM", "hex"));
            case PGP ->
                settings.putAll(Map.of(
                        "WALG_PGP_KEY_PATH",
                        PackedArchive.named("lzma-pgp")
                                .shared()
                                .resolve("key.asc")
                                .toString(),
                        "WALG_PGP_KEY_PASSPHRASE",
                        "correct horse"));
        }
        return settings;
    }

    private interface Asking {
        String sql(String statement);
    }

    private static String sums(Asking server) {
        return server.sql("select count(*), sum(n), md5(string_agg(v, '' order by id)) from t")
                + server.sql("select count(*), max(id) from log");
    }
}
