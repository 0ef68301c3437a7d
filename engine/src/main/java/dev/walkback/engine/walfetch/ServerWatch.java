package dev.walkback.engine.walfetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a server is still there, and whether it still recovers. By its own files, so that nothing has to be asked of it.
 */
public final class ServerWatch {

    /** It may be between two of its starts. */
    private static final int PATIENCE = 3;

    private static final List<String> SIGNALS = List.of("recovery.signal", "standby.signal", "recovery.conf");

    private final Path data;
    private int missed;

    public ServerWatch(Path data) {
        this.data = data;
    }

    /** Asked about once a second; a server counts as gone when it was so several times running. */
    public boolean isGone() throws IOException {
        missed = lives() ? 0 : missed + 1;
        return missed >= PATIENCE;
    }

    /** Its signal file is gone: it asks for nothing any more. */
    boolean hasRecovered() {
        return SIGNALS.stream().noneMatch(name -> Files.exists(data.resolve(name)));
    }

    private boolean lives() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.isReadable(file)) {
            return false;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return !lines.isEmpty()
                    && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .isPresent();
        } catch (NumberFormatException
                | java.nio.charset.CharacterCodingException
                | java.nio.file.NoSuchFileException e) {
            return false;
        }
    }
}
