package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy's pg_control. It is put aside before the first file changes, and the new one comes last: in between no server starts on the
 * directory.
 */
final class AsideControl {

    static final String NAME = "global/pg_control";
    static final String ASIDE = "global/pg_control.before-catchup";

    private final Path data;

    AsideControl(Path data) {
        this.data = data;
    }

    /** Also when it was put aside before. Null where there is none. */
    @Nullable
    PgControl read() throws IOException {
        for (String place : List.of(NAME, ASIDE)) {
            Path file = data.resolve(place);
            if (Files.isRegularFile(file)) {
                return PgControl.read(Files.readAllBytes(file)).optional().orElse(null);
            }
        }
        return null;
    }

    /** A server that was ended well had written all that it had replayed; another one may have lost what it had not. */
    static Lsn has(PgControl control) {
        Lsn redo = control.checkpoint().redo();
        return switch (control.state()) {
            case SHUT_DOWN -> control.checkpoint().at();
            case SHUT_DOWN_IN_RECOVERY -> redo.isBefore(control.minRecovery()) ? control.minRecovery() : redo;
            default -> redo;
        };
    }

    void putAside() throws IOException {
        Path control = data.resolve(NAME);
        if (Files.isRegularFile(control)) {
            Files.move(control, data.resolve(ASIDE), StandardCopyOption.ATOMIC_MOVE);
            CatchupFetch.sync(data.resolve("global"));
        }
    }

    /** The last of all. */
    void bring(byte[] content) throws IOException {
        Path control = data.resolve(NAME);
        Path made = control.resolveSibling("pg_control.new");
        try (FileChannel channel = FileChannel.open(
                made, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(made, control, StandardCopyOption.ATOMIC_MOVE);
        CatchupFetch.sync(data.resolve("global"));
        Files.deleteIfExists(data.resolve(ASIDE));
    }
}
