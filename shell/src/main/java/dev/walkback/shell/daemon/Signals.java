package dev.walkback.shell.daemon;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What is done on a signal, instead of what Java would do; until it is closed. By reflection: the compiler warns of these classes, and nothing
 * silences it.
 */
public final class Signals implements AutoCloseable {

    private final String name;
    private final @Nullable Object before;

    private Signals(String name, @Nullable Object before) {
        this.name = name;
        this.before = before;
    }

    /**
     * Nothing happens on a machine that has no such signal, or where Java keeps it for itself.
     *
     * @param name without the letters SIG
     */
    public static Signals on(String name, Runnable done) {
        try {
            Object heard = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler()}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            done.run();
                        }
                        return null;
                    });
            return new Signals(name, handle(name, heard));
        } catch (ReflectiveOperationException unknown) {
            return new Signals(name, null);
        }
    }

    private static Class<?> handler() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static @Nullable Object handle(String name, Object heard) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, handler())
                .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    }

    @Override
    public void close() {
        try {
            if (before != null) {
                handle(name, before);
            }
        } catch (ReflectiveOperationException kept) {
            throw new IllegalStateException(kept);
        }
    }
}
