package dev.walkback.shell.daemon;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Signs of life for systemd, as datagrams to the socket that it names. Java has no datagrams of that family, so the C library is asked.
 */
public final class Watchdog implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int LONGEST_PATH = 107;

    private final String socket;
    private final Consumer<? super IOException> failures;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watchdog").factory());

    private Watchdog(String socket, Consumer<? super IOException> failures) {
        this.socket = socket;
        this.failures = failures;
    }

    /**
     * Says that the daemon is ready, and from then on that it lives.
     *
     * @param socket a path, or with an {@code @} before it a name of the kernel's; empty where nobody listens
     */
    public static Watchdog telling(String socket, Consumer<? super IOException> failures) {
        Watchdog watchdog = new Watchdog(socket, failures);
        if (!socket.isEmpty()) {
            watchdog.tell("READY=1");
            ScheduledFuture<?> beat = watchdog.clock.scheduleAtFixedRate(
                    () -> watchdog.tell("WATCHDOG=1"), 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
            assert !beat.isCancelled();
        }
        return watchdog;
    }

    private void tell(String state) {
        try {
            send(state);
        } catch (IOException e) {
            failures.accept(e);
        }
    }

    private void send(String state) throws IOException {
        byte[] name = socket.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_PATH) {
            throw new IOException("NOTIFY_SOCKET is longer than a socket's name can be");
        }
        byte[] text = state.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            // sa_family_t, then the path; a name of the kernel's begins with a zero instead of the @
            MemorySegment address = arena.allocate(Short.BYTES + LONGEST_PATH + 1L);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, name.length);
            boolean abstractName = socket.startsWith("@");
            if (abstractName) {
                address.set(ValueLayout.JAVA_BYTE, Short.BYTES, (byte) 0);
            }
            int length = Short.BYTES + name.length + (abstractName ? 0 : 1);
            MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
            int handle = (int) call("socket", INT, INT, INT, INT).invokeExact(AF_UNIX, SOCK_DGRAM, 0);
            if (handle < 0) {
                throw new IOException("no socket to tell systemd with");
            }
            try {
                long sent = (long) call("sendto", LONG, INT, POINTER, LONG, INT, POINTER, INT)
                        .invokeExact(handle, content, (long) text.length, 0, address, length);
                if (sent != text.length) {
                    throw new IOException("nobody listens at NOTIFY_SOCKET " + socket);
                }
            } finally {
                int closed = (int) call("close", INT, INT).invokeExact(handle);
                assert closed == 0;
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable unheardOf) {
            throw new IOException(unheardOf);
        }
    }

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    // the launcher permits it: --enable-native-access
    @SuppressWarnings("restricted")
    private static MethodHandle call(String function, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(function).orElseThrow(), FunctionDescriptor.of(result, arguments));
    }

    /** That it ends is meant. */
    public void ends() {
        if (!socket.isEmpty()) {
            tell("STOPPING=1");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
