package dev.walkback.shell.command;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.verify.VerdictMemory;
import dev.walkback.shell.CacheHome;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.View;
import java.io.IOException;
import java.util.function.Consumer;

/** Where commands read the content of objects from. */
public final class Contents {

    /** Enough to fill a line of 20 ms, few enough windows of codecs for a small heap. */
    private static final int AT_ONCE = 8;

    private Contents() {}

    public static ContentSource source(Invocation invocation, Session session, Consumer<? super ReadEvent> progress) {
        String name = invocation.value("--storage").orElse("");
        return new ContentSource(
                session.storages().open(name), session.storages().layers(name), AT_ONCE, progress);
    }

    /** What was read of this storage's WAL before. */
    static VerdictMemory memory(View view, Session session) {
        return VerdictMemory.in(
                CacheHome.ofArchives(session.console()).file(view.archive().location(), "verdicts"));
    }

    /** What cannot be kept is read again: a cache that fails is no failure. */
    static void keep(VerdictMemory memory, Session session) {
        try {
            memory.save();
        } catch (IOException e) {
            session.reporter().verbose("what was read could not be remembered: " + e.getMessage());
        }
    }
}
