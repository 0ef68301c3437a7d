package dev.walkback.engine.walpush;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One call of {@code archive_command}: pushes the file that the server names, and meanwhile others that it has ready, so that a server which
 * has fallen behind catches up. Each of those is marked; when the server asks for it later, the mark is taken away, and the archive is asked
 * whether it is there, not the mark: one that came with a copied {@code pg_wal} would lose WAL.
 */
public final class PushRound {

    private final WalPusher pusher;
    private final WalMetadata metadata;
    private final PushFolder folder;
    private final Limits limits;
    private final Consumer<? super SentAlong> events;

    /**
     * @param others how many files are sent along; with 0 none is
     * @param atOnce how many of them at a time
     * @param rename whether the server is told that they are done, and then never asks for them
     */
    public record Limits(int others, int atOnce, boolean rename) {

        boolean sendAny() {
            return others > 0 && atOnce > 0;
        }
    }

    /** @param events told by any thread of what became of the others */
    public PushRound(
            WalPusher pusher,
            WalMetadata metadata,
            PushFolder folder,
            Limits limits,
            Consumer<? super SentAlong> events) {
        this.pusher = pusher;
        this.metadata = metadata;
        this.folder = folder;
        this.limits = limits;
        this.events = events;
    }

    /** @see WalPusher#push(Path) */
    public Pushed push(Path file) throws IOException {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        if (!limits.sendAny()) {
            return pushed(file, name);
        }
        try (Company company = new Company(folder, limits, name, this::sendAlong)) {
            company.begin();
            return pushed(file, name);
        }
    }

    private Pushed pushed(Path file, String name) throws IOException {
        Pushed pushed = pusher.push(file);
        metadata.tell(name, Files.getLastModifiedTime(file).toInstant());
        folder.unmark(name);
        return pushed;
    }

    private void sendAlong(String name) {
        try {
            Path file = folder.file(name);
            Pushed pushed = pusher.push(file);
            if (limits.rename()) {
                metadata.tell(name, Files.getLastModifiedTime(file).toInstant());
                folder.done(name);
            } else {
                folder.mark(name);
            }
            events.accept(new SentAlong.Done(name, pushed));
        } catch (IOException | RuntimeException failed) {
            events.accept(new SentAlong.Failed(name, failed));
        }
    }
}
