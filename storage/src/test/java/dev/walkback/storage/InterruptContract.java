package dev.walkback.storage;

import static dev.walkback.storage.ContractFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A thread that was told to stop stops, leaves nothing half done, and still knows that it was told. */
interface InterruptContract extends ContractFixture {

    @TestFactory
    default Stream<DynamicTest> an_interrupted_thread_gets_nothing_done() {
        put("original", "text");
        return Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Thread.currentThread().interrupt();
                    try {
                        assertThatThrownBy(() -> operation.on(storage(), "original"))
                                .isInstanceOf(StorageException.Interrupted.class);
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    } finally {
                        Thread.interrupted();
                    }
                    assertThat(text("original")).isEqualTo("text");
                    assertThat(keys(KeyRange.ALL)).containsExactly("original");
                }));
    }

    @Test
    default void an_interrupt_ends_a_read() throws Exception {
        storage().write("large", Content.of(noise(24 * MIB)), Overwrite.ALLOWED);
        try (OpenObject object = storage().read("large")) {
            object.bytes().readNBytes(MIB);
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> object.bytes().readAllBytes())
                        .isInstanceOf(StorageException.Interrupted.class);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
            }
        }
        assertThat(bytes(storage(), "large", ByteRange.first(10))).hasSize(10);
    }

    @Test
    default void an_interrupt_ends_a_listing() {
        putAll("a", "b", "c/d", "c/e", "f");
        try (Stream<ObjectInfo> listing = storage().list(KeyRange.ALL)) {
            var rest = listing.iterator();
            rest.next();
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> rest.forEachRemaining(object -> {}))
                        .isInstanceOf(StorageException.Interrupted.class);
            } finally {
                Thread.interrupted();
            }
        }
        assertThat(keys(KeyRange.ALL)).hasSize(5);
    }

    @Test
    default void an_interrupted_write_leaves_nothing() throws Exception {
        interruptAWriteOf(sink -> {
            for (int i = 0; i < 64; i++) {
                sink.write(noise(MIB));
            }
        });
        assertNothingVisible("object");
    }

    @Test
    default void a_write_whose_content_waits_is_interrupted_and_leaves_nothing() throws Exception {
        interruptAWriteOf(sink -> {
            sink.write(noise(100));
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        });
        assertNothingVisible("object");
    }

    @Test
    default void an_interrupted_write_leaves_the_old_object() throws Exception {
        put("object", "old");
        interruptAWriteOf(sink -> {
            for (int i = 0; i < 64; i++) {
                sink.write(noise(MIB));
            }
        });
        assertThat(text("object")).isEqualTo("old");
        assertThat(keys(KeyRange.ALL)).containsExactly("object");
    }

    /** Starts a write, interrupts it when its content is being asked for, and sees that it ends as it should. */
    private void interruptAWriteOf(Content.Produced content) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                Content.Produced observed = sink -> {
                    sink.write(noise(10));
                    begun.countDown();
                    awaitDespiteInterrupts(told);
                    content.writeTo(sink);
                };
                storage().write("object", observed, Overwrite.ALLOWED);
            } catch (Throwable e) {
                failure.set(e);
                if (!Thread.currentThread().isInterrupted()) {
                    failure.set(new AssertionError("the interrupt was swallowed", e));
                }
            }
        });
        begun.await();
        writer.interrupt();
        told.countDown();
        writer.join();
        assertThat(failure.get()).isInstanceOf(StorageException.Interrupted.class);
    }

    private static void awaitDespiteInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
