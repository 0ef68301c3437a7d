package dev.walkback.storage;

import static dev.walkback.storage.ContractFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.testing.DroppingHost;
import dev.walkback.testing.FaultProxy;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** What storages behind a network promise when the network is bad. */
interface LineContract extends ContractFixture {

    /** Short, so that the cases that wait for them are. */
    TimeLimits LIMITS = new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

    /** Far more than the limits, far less than for ever. */
    Duration BOUNDED = Duration.ofSeconds(40);

    /** A case with a proxy in front of the server. */
    interface Line {
        void run(FaultProxy line, MutableStorage through) throws Exception;
    }

    private void onALine(TestReporter report, Line part) throws Exception {
        place().server().in(report, server -> {
            try (FaultProxy line = FaultProxy.to(server.port());
                    MutableStorage through = server.openThrough(line.port(), LIMITS)) {
                part.run(line, through);
            }
        });
    }

    private void onALineToALargeObject(TestReporter report, Line part) throws Exception {
        onALine(report, (line, through) -> {
            storage().write("large", Content.of(noise(24 * MIB)), Overwrite.ALLOWED);
            through.stat("large");
            part.run(line, through);
        });
    }

    @Test
    default void a_slow_line_reads_and_writes(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            line.delay(Duration.ofMillis(20));
            byte[] content = noise(2 * MIB);
            through.write("object", Content.of(content), Overwrite.REFUSED);
            assertThat(bytes(through, "object", ByteRange.ALL)).isEqualTo(content);
            assertThat(keys(through, KeyRange.ALL)).containsExactly("object");
        });
    }

    @Test
    default void a_line_that_takes_longer_than_the_limits_but_moves_is_no_failure(TestReporter report)
            throws Exception {
        onALine(report, (line, through) -> {
            byte[] content = noise(6 * MIB);
            storage().write("object", Content.of(content), Overwrite.ALLOWED);
            line.down().rate(2 * MIB);
            assertThat(bytes(through, "object", ByteRange.ALL)).isEqualTo(content);
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_server_that_never_answers_is_unreachable_within_the_time_limit(TestReporter report) {
        return Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> place().server().in(report, server -> {
                            try (FaultProxy line = FaultProxy.to(server.port())) {
                                line.down().stallAfter(0);
                                assertUnreachableInTime(() -> {
                                    try (MutableStorage through = server.openThrough(line.port(), LIMITS)) {
                                        operation.on(through, "object");
                                    }
                                });
                            }
                        })));
    }

    @Test
    default void a_host_that_drops_packets_is_unreachable_within_the_time_limit(TestReporter report) throws Exception {
        place().server().in(report, server -> {
            try (DroppingHost host = new DroppingHost()) {
                assertUnreachableInTime(() -> {
                    try (MutableStorage through = server.openThrough(host.port(), LIMITS)) {
                        through.stat("object");
                    }
                });
            }
        });
    }

    @Test
    default void a_port_that_nobody_listens_at_is_unreachable(TestReporter report) throws Exception {
        place().server().in(report, server -> {
            FaultProxy gone = FaultProxy.to(server.port());
            gone.close();
            assertUnreachableInTime(() -> {
                try (MutableStorage through = server.openThrough(gone.port(), LIMITS)) {
                    through.stat("object");
                }
            });
        });
    }

    @Test
    default void a_server_that_hangs_up_at_once_is_unreachable(TestReporter report) throws Exception {
        place().server().in(report, server -> {
            try (FaultProxy line = FaultProxy.to(server.port())) {
                line.refuse();
                assertUnreachableInTime(() -> {
                    try (MutableStorage through = server.openThrough(line.port(), LIMITS)) {
                        through.stat("object");
                    }
                });
            }
        });
    }

    @Test
    default void a_line_that_is_cut_while_reading_is_a_failure_never_an_end(TestReporter report) throws Exception {
        onALineToALargeObject(report, (line, through) -> {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            line.down().cutAfter(5L * MIB);
            assertUnreachableInTime(() -> copyOut(through, read));
            assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(noise(24 * MIB), read.size()));
            assertThat(read.size()).isLessThan(24 * MIB);
        });
    }

    @Test
    default void a_line_that_falls_silent_while_reading_is_a_failure_within_the_time_limit(TestReporter report)
            throws Exception {
        onALineToALargeObject(report, (line, through) -> {
            line.down().stallAfter(5L * MIB);
            assertUnreachableInTime(() -> copyOut(through, new ByteArrayOutputStream()));
        });
    }

    private static void copyOut(Storage storage, ByteArrayOutputStream read) throws Exception {
        try (OpenObject object = storage.read("large")) {
            byte[] piece = new byte[64 * 1024];
            int length = object.bytes().read(piece);
            while (length >= 0) {
                read.write(piece, 0, length);
                length = object.bytes().read(piece);
            }
        }
    }

    @Test
    default void a_line_that_is_cut_while_writing_leaves_nothing(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            line.up().cutAfter(3L * MIB);
            assertUnreachableInTime(() -> through.write("object", Content.of(noise(24 * MIB)), Overwrite.ALLOWED));
            assertNothingVisible("object");
        });
    }

    @Test
    default void a_line_that_is_cut_while_writing_in_parts_leaves_nothing(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            line.up().cutAfter(13L * MIB);
            assertUnreachableInTime(() ->
                    through.write("object", (Content.Produced) sink -> sink.write(noise(24 * MIB)), Overwrite.REFUSED));
            assertNothingVisible("object");
        });
    }

    @Test
    default void a_line_that_falls_silent_while_writing_leaves_nothing(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            line.up().stallAfter(3L * MIB);
            assertUnreachableInTime(() -> through.write("object", Content.of(noise(24 * MIB)), Overwrite.ALLOWED));
            assertNothingVisible("object");
        });
    }

    @Test
    default void a_line_that_is_cut_while_replacing_leaves_the_old_object(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            put("object", "old");
            line.up().cutAfter(3L * MIB);
            assertUnreachableInTime(() -> through.write("object", Content.of(noise(24 * MIB)), Overwrite.ALLOWED));
            assertThat(text("object")).isEqualTo("old");
        });
    }

    @Test
    default void closing_early_does_not_fetch_the_rest(TestReporter report) throws Exception {
        onALineToALargeObject(report, (line, through) -> {
            long before = line.down().passed();
            line.down().rate(8L * MIB);
            try (OpenObject object = through.read("large")) {
                assertThat(object.bytes().read()).isNotNegative();
            }
            assertThat(line.down().passed() - before).isLessThan(16L * MIB);
        });
    }

    @Test
    default void a_part_of_an_object_is_all_that_is_fetched(TestReporter report) throws Exception {
        onALineToALargeObject(report, (line, through) -> {
            long before = line.down().passed();
            assertThat(bytes(through, "large", new ByteRange(20L * MIB, 1000, null)))
                    .hasSize(1000);
            assertThat(line.down().passed() - before).isLessThan(2L * MIB);
        });
    }

    @Test
    default void after_the_line_was_mended_the_same_storage_works(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            put("object", "text");
            assertThat(through.stat("object")).isPresent();
            line.refuse();
            line.cutNow();
            assertThatThrownBy(() -> through.stat("object")).isInstanceOf(StorageException.Unreachable.class);
            line.heal();
            assertThat(bytes(through, "object", ByteRange.ALL)).asString().isEqualTo("text");
        });
    }

    @Test
    default void an_idle_connection_that_the_other_side_dropped_is_no_failure(TestReporter report) throws Exception {
        onALine(report, (line, through) -> {
            put("object", "text");
            assertThat(through.stat("object")).isPresent();
            line.cutNow();
            assertThat(through.stat("object")).isPresent();
        });
    }

    @Test
    default void an_interrupt_ends_the_wait_for_an_answer(TestReporter report) throws Exception {
        place().server().in(report, server -> {
            try (FaultProxy line = FaultProxy.to(server.port());
                    MutableStorage through = server.openThrough(line.port(), TimeLimits.DEFAULT)) {
                put("object", "text");
                through.stat("object");
                line.down().stallAfter(0);
                assertInterruptEnds(() -> through.stat("object"), line);
            }
        });
    }

    @Test
    default void an_interrupt_ends_a_stalled_read(TestReporter report) throws Exception {
        place().server().in(report, server -> {
            storage().write("large", Content.of(noise(24 * MIB)), Overwrite.ALLOWED);
            try (FaultProxy line = FaultProxy.to(server.port());
                    MutableStorage through = server.openThrough(line.port(), TimeLimits.DEFAULT)) {
                through.stat("large");
                line.down().stallAfter(5L * MIB);
                assertInterruptEnds(() -> copyOut(through, new ByteArrayOutputStream()), line);
            }
        });
    }

    /** A call that may fail in any way. */
    interface Call {
        void run() throws Exception;
    }

    /** Runs a call in a thread of its own, so that one that hangs for ever fails the case instead of hanging it. */
    private static void assertUnreachableInTime(Call call) throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> outcome.complete(failureOf(call)));
        assertThat(outcome.get(BOUNDED.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(StorageException.Unreachable.class);
    }

    private static void assertInterruptEnds(Call call, FaultProxy line) throws Exception {
        long asked = line.up().passed();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().daemon().start(() -> outcome.complete(failureOf(call)));
        line.up().awaitPassed(asked + 1);
        caller.interrupt();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(StorageException.Interrupted.class);
    }

    private static Throwable failureOf(Call call) {
        try {
            call.run();
            return new AssertionError("nothing failed");
        } catch (Throwable failure) {
            return failure;
        }
    }
}
