package dev.walkback.engine.push;

import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.RegularComposer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes the composer of one backup. */
@FunctionalInterface
public interface ComposerChoice {

    /** @param tarBytes after how much content a tar gets no further file */
    static ComposerChoice regular(long tarBytes) {
        return (parent, facts, start) -> new RegularComposer(tarBytes);
    }

    /** When the server has begun, and the parent is known. */
    Composer of(@Nullable Parent parent, ServerFacts facts, BackupStart start) throws IOException, InterruptedException;
}
