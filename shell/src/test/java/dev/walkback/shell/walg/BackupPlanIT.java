package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.shell.NativeFace;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code backup plan} against the {@code backup push} that follows it. */
class BackupPlanIT {

    /** What a session and a checkpoint may change between the two. */
    private static final long SMALL_CHANGES = 2 << 20;

    /** What was told as JSON, on one line or many. */
    private record Result(String json) {

        boolean has(String field) {
            return field(field).find();
        }

        String text(String field) {
            Matcher matcher = field(field);
            assertThat(matcher.find()).as("%s in %s", field, json).isTrue();
            return matcher.group(1);
        }

        long number(String field) {
            return Long.parseLong(text(field));
        }

        private Matcher field(String field) {
            return Pattern.compile("\"" + field + "\"\\s*:\\s*\"?([^\",}\\s]+)").matcher(json);
        }
    }

    @Test
    void what_is_planned_is_what_the_push_then_makes_and_planning_makes_nothing() throws Exception {
        try (PostgresServer server = Components.postgres(
                Components.postgresMajors().getLast(),
                Map.of(PostgresServer.INITDB, "--wal-segsize=1", "autovacuum", "off"))) {
            LiveArchive archive = new LiveArchive(server, Map.of());
            server.sql("create table kept as select g as id, repeat('x', 100) as v from generate_series(1, 20000) g");
            server.sql("create table other as select * from kept", "vacuum", "checkpoint");

            List<String> before = backups(archive);
            Result plannedFull = asked(archive, server, "plan");
            assertThat(backups(archive)).isEqualTo(before);
            Result full = asked(archive, server, "push");
            assertThat(plannedFull.has("parent")).isFalse();
            assertThat(full.has("parent")).isFalse();
            assertThat(plannedFull.number("based_on_backups")).isZero();
            assertThat(plannedFull.has("about_stored_bytes")).isFalse();
            assertThat(plannedFull.text("fits")).isEqualTo("true");
            assertNear(plannedFull.number("size_bytes"), full.number("content_bytes"));
            assertNear(plannedFull.number("most_content_bytes"), full.number("content_bytes"));

            // touches one table of two, by a page or so, and adds a third
            server.sql("update kept set v = 'new' where id = 1", "checkpoint");
            Result firstDelta = asked(archive, server, "push");
            assertThat(firstDelta.has("parent")).isTrue();
            server.sql(
                    "update kept set v = 'newer' where id = 2",
                    "create table added as select * from kept",
                    "checkpoint");
            long added = Long.parseLong(server.sql("select pg_relation_size('added')"));
            long kept = Long.parseLong(server.sql("select pg_relation_size('kept')"));
            long other = Long.parseLong(server.sql("select pg_relation_size('other')"));

            before = backups(archive);
            Result planned = asked(archive, server, "plan");
            assertThat(backups(archive)).isEqualTo(before);
            Result delta = asked(archive, server, "push");
            assertThat(planned.text("parent")).isEqualTo(firstDelta.text("name"));
            assertThat(delta.text("parent")).isEqualTo(firstDelta.text("name"));
            assertThat(planned.number("delta")).isEqualTo(2);
            assertThat(planned.number("based_on_backups")).isEqualTo(1);
            assertThat(planned.number("unchanged_bytes")).isGreaterThan(other);
            assertThat(planned.number("touched_bytes")).isGreaterThanOrEqualTo(kept);
            assertThat(planned.number("new_bytes")).isBetween(added, added + SMALL_CHANGES);
            // a bound, not a guess: the push may not need more
            assertThat(delta.number("content_bytes"))
                    .isGreaterThan(added)
                    .isLessThan(planned.number("most_content_bytes") + SMALL_CHANGES);
            assertThat(planned.number("about_stored_bytes")).isLessThanOrEqualTo(planned.number("most_content_bytes"));
        }
    }

    private static void assertNear(long planned, long made) {
        assertThat(planned).isBetween(made - SMALL_CHANGES, made + SMALL_CHANGES);
    }

    private static List<String> backups(LiveArchive archive) throws IOException {
        Path folder = archive.folder().resolve("basebackups_005");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static Result asked(LiveArchive archive, PostgresServer server, String verb) throws IOException {
        List<String> line =
                new ArrayList<>(List.of("backup", verb, server.data().toString(), "--json"));
        if (verb.equals("push")) {
            line.addAll(List.of("--wal-wait", "60s"));
        }
        Map<String, String> settings = new HashMap<>(archive.settings());
        settings.put("LC_ALL", "C.UTF-8");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
        int exit = new NativeFace().run(line, console);
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new Result(out.toString(StandardCharsets.UTF_8));
    }
}
