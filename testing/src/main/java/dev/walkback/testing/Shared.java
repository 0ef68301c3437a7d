package dev.walkback.testing;

import org.jspecify.annotations.Nullable;

/** A server that is started when first asked for, and then kept until the JVM ends. An absence is remembered too. */
final class Shared<S extends AutoCloseable> {

    private final Components.Source<S> source;
    private @Nullable S server;
    private @Nullable AbsentComponent absence;

    Shared(Components.Source<S> source) {
        this.source = source;
    }

    synchronized S started() throws AbsentComponent {
        if (absence != null) {
            throw absence;
        }
        S running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        return running;
    }

    // nothing to close at the end: the process's own watcher sees the JVM go, however it goes
    private S start() throws AbsentComponent {
        try {
            return source.component();
        } catch (AbsentComponent e) {
            absence = e;
            throw e;
        }
    }
}
