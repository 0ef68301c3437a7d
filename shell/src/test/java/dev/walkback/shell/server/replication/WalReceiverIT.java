package dev.walkback.shell.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.engine.walreceive.ReceiveEvent;
import dev.walkback.engine.walreceive.SlotName;
import dev.walkback.engine.walreceive.WalReceiver;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WAL of real servers, as they write it, stop, start and change their timeline. */
class WalReceiverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MemoryStorage archive = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(archive, Layers.unencrypted(), Codecs.named("lz4").orElseThrow());
    private final List<ReceiveEvent> events = new CopyOnWriteArrayList<>();
    private final List<Receiving> running = new CopyOnWriteArrayList<>();

    /** A receiver in a thread of its own. */
    private final class Receiving {

        private final Thread thread;
        private volatile Throwable end = new AssertionError("it goes on");

        Receiving(PostgresServer server, String slot) {
            ServerAddress address = new ServerAddress(server.environment(), "nobody", Path.of("/nowhere"));
            WalReceiver receiver = new WalReceiver(
                    () -> ReplicationWal.open(address),
                    new WalPusher(sink, PushManner.CAREFUL),
                    archive,
                    new SlotName(slot),
                    events::add);
            thread = Thread.ofPlatform().start(() -> {
                try {
                    receiver.run();
                } catch (Throwable e) {
                    end = e;
                }
            });
            running.add(this);
        }

        Throwable stop() throws InterruptedException {
            thread.interrupt();
            return joined();
        }

        Throwable joined() throws InterruptedException {
            assertThat(thread.join(PATIENCE)).isTrue();
            running.remove(this);
            return end;
        }
    }

    static List<Integer> majors() {
        return Sampling.MATRIX.of("WAL that is received", Components.postgresMajors(), 2);
    }

    @AfterEach
    void nobody_goes_on() throws InterruptedException {
        for (Receiving each : running) {
            each.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void what_the_server_writes_is_archived_through_stops_and_switches(int major) throws Exception {
        try (PostgresServer server = Components.postgres(major, Map.of("wal_keep_size", "1GB"))) {
            server.sql("create table t as select g from generate_series(1, 1000) g");
            Receiving first = new Receiving(server, "walg");
            until(() -> !server.sql("select 1 from pg_replication_slots where active")
                    .isEmpty());
            String one = nextSegment(server);
            until(() -> has(one));
            // killed: what it had of a segment is gone, and the slot has it
            assertThat(first.stop()).isInstanceOf(InterruptedException.class);
            String two = nextSegment(server);
            String three = nextSegment(server);
            Receiving second = new Receiving(server, "walg");
            until(() -> has(three));
            assertThat(has(two)).isTrue();

            server.sql("insert into t values (1)");
            // a server that waited for us would not be down within pg_ctl's minute
            server.stop();
            Files.createFile(server.data().resolve("standby.signal"));
            Files.setOwner(server.data().resolve("standby.signal"), Files.getOwner(server.data()));
            server.start();
            until(() -> !server.sql("select 1 from pg_replication_slots where active")
                    .isEmpty());
            server.sql("select pg_promote()");
            until(() -> has("00000002.history"));
            String five = nextSegment(server);
            until(() -> has(five));
            second.stop();

            assertThat(five).startsWith("00000002");
            assertThat(names()).anyMatch(name -> name.startsWith("00000001") && name.contains(".partial."));
            assertThat(events).noneMatch(ReceiveEvent.Gap.class::isInstance);
            everySegmentIsTheServers(server);
        }
    }

    @Test
    void a_segment_that_is_archived_already_is_not_received_again() throws Exception {
        try (PostgresServer server =
                Components.postgres(Components.postgresMajors().getLast(), Map.of())) {
            Receiving first = new Receiving(server, "walg");
            until(() -> !server.sql("select 1 from pg_replication_slots where active")
                    .isEmpty());
            String one = nextSegment(server);
            until(() -> has(one));
            first.stop();
            String two = nextSegment(server);
            new WalPusher(sink, PushManner.CAREFUL)
                    .push(server.data().resolve("pg_wal").resolve(two));
            events.clear();
            Receiving second = new Receiving(server, "walg");
            String three = nextSegment(server);
            until(() -> has(three));
            second.stop();
            assertThat(events.stream().filter(ReceiveEvent.Archived.class::isInstance))
                    .containsExactly(new ReceiveEvent.Archived(three, false));
            // another slot, made when the archive had it all, begins where the archive ends
            server.sql("select pg_drop_replication_slot('walg')");
            String four = nextSegment(server);
            Receiving third = new Receiving(server, "another");
            until(() -> has(four));
            third.stop();
            assertThat(events).noneMatch(ReceiveEvent.Gap.class::isInstance);
        }
    }

    @Test
    void a_server_that_is_not_there_at_the_beginning_is_not_waited_for() {
        ServerAddress nowhere =
                new ServerAddress(Map.of("PGHOST", "127.0.0.1", "PGPORT", "1"), "nobody", Path.of("/nowhere"));
        WalReceiver receiver = new WalReceiver(
                () -> ReplicationWal.open(nowhere),
                new WalPusher(sink, PushManner.CAREFUL),
                archive,
                new SlotName("walg"),
                events::add);
        assertThatThrownBy(receiver::run).isInstanceOf(ServerFailure.class);
    }

    private void everySegmentIsTheServers(PostgresServer server) throws IOException {
        ContentSource source = new ContentSource(archive, Layers.unencrypted(), 1, event -> {});
        for (String name : names()) {
            String plain = name.substring(0, name.lastIndexOf('.'));
            Path file = server.data().resolve("pg_wal").resolve(plain);
            if (plain.length() == 24 && Files.exists(file)) {
                try (InputStream in = source.open("wal_005/" + name)) {
                    assertThat(in).as(plain).hasSameContentAs(Files.newInputStream(file));
                }
            }
        }
    }

    /** Fills the segment that is being written, and begins another. */
    private static String nextSegment(PostgresServer server) {
        return server.sql(
                "create table if not exists t (g int)",
                "insert into t select g from generate_series(1, 5000) g",
                "select pg_walfile_name(pg_switch_wal())");
    }

    private boolean has(String name) {
        return names().contains(name + ".lz4");
    }

    private List<String> names() {
        try (Stream<ObjectInfo> objects = archive.list(KeyRange.prefix("wal_005/"))) {
            return objects.map(object -> object.key().substring("wal_005/".length()))
                    .toList();
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(limit);
            Thread.sleep(20);
        }
    }
}
