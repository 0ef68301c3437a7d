package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Up to where a copy must have everything, to be brought forward: what the sentinel of such a thing tells beyond a backup's. */
public final class CatchupSince {

    private @Nullable Lsn since;

    private CatchupSince() {}

    /** Empty where it does not say. Does not close the stream. */
    public static Optional<Lsn> read(InputStream sentinel) throws IOException {
        CatchupSince found = new CatchupSince();
        String why = JsonDocument.read(sentinel, found::take);
        return why.isEmpty() ? Optional.ofNullable(found.since) : Optional.empty();
    }

    private void take(String name, JsonValue value) throws IOException {
        if (name.equals("deltalsn")) {
            since = SentinelFormat.lsn(value);
        } else {
            value.skip();
        }
    }
}
