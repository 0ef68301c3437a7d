package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Sampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A full backup and four deltas of a server that is written to all the while, restored; every way to pack with every other. */
class RoundTripIT {

    private static final List<String> CODECS = List.of("lz4", "zstd", "brotli", "lzma", "none");
    private static final List<String> COMPOSERS =
            List.of("", "--rating-composer", "--database-composer", "--copy-composer");
    private static final String SODIUM = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final int DELTAS = 4;
    /** Each in its own with every value of every other, in so many. */
    private static final int PAIRWISE = 20;

    record Way(int major, String codec, boolean sealed, String composer) {}

    static List<Way> ways() {
        List<Integer> majors = Components.postgresMajors();
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < PAIRWISE; i++) {
            ways.add(new Way(
                    majors.get((i + i / 5) % majors.size()),
                    CODECS.get(i % CODECS.size()),
                    (i + i / 4) % 2 == 1,
                    COMPOSERS.get(i % COMPOSERS.size())));
        }
        return Sampling.MATRIX.of("version, codec, key and composer of a round trip", ways, 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_chain_of_a_server_that_is_written_to_is_restored_to_the_row(Way way) throws Exception {
        try (PostgresServer server = Components.postgres(way.major(), Map.of());
                RestoredServer restored = Components.restored(way.major())) {
            LiveArchive archive = new LiveArchive(server, settings(way));
            server.sql(
                    "create table t as select g as id, repeat('x', 100) as v, 0 as n from generate_series(1, 20000) g",
                    "create unique index on t (id)",
                    "create table log (id serial primary key, what text)");
            pushed(archive, server, way);
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
        if (way.sealed()) {
            settings.put("WALG_LIBSODIUM_KEY", SODIUM);
            settings.put("WALG_LIBSODIUM_KEY_TRANSFORM", "hex");
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
