package dev.walkback.shell.walg;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.walrestore.LocalLine;
import dev.walkback.engine.walrestore.MissingWal;
import dev.walkback.engine.walrestore.UnrelatedLinesException;
import dev.walkback.engine.walrestore.WalRestore.Result;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.nio.file.Path;

/** {@code wal-restore}: single files that cannot be fetched are told in the log, and the exit code stays 0, as with WAL-G. */
final class WalRestore {

    private WalRestore() {}

    static void run(Words words, Session session) throws Exception {
        LocalLine target = line("target", words.arguments().getFirst());
        LocalLine source = line("source", words.arguments().getLast());
        MissingWal missing = missing(target, source);
        if (missing.segments().isEmpty()) {
            session.log().info("No WAL files to restore");
            return;
        }
        String names = String.join(
                " ", missing.segments().stream().map(segment -> segment.name()).toList());
        session.log().info("WAL files to restore: [" + names + "]");
        try (MutableStorage storage = session.configured().storage("default")) {
            Layers layers =
                    session.configured().encryption().map(Layers::encrypted).orElseGet(Layers::unencrypted);
            ContentSource content = new ContentSource(storage, layers, 1, event -> {});
            new dev.walkback.engine.walrestore.WalRestore(missing, content).run(result -> tell(result, session.log()));
        }
    }

    private static LocalLine line(String which, String directory) throws WalgFailure {
        try {
            return LocalLine.of(Path.of(directory));
        } catch (IOException e) {
            throw new WalgFailure("Failed to get pg data on " + which + " cluster: " + Walg.sentence(e), e);
        }
    }

    private static MissingWal missing(LocalLine target, LocalLine source) throws WalgFailure {
        try {
            return MissingWal.of(target, source);
        } catch (UnrelatedLinesException e) {
            throw new WalgFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void tell(Result result, WalgLog log) {
        String name = result.segment().name();
        switch (result) {
            case Result.Restored _ -> log.info("Successfully download WAL file " + name);
            case Result.Absent _ ->
                log.error("Failed to download WAL file " + name + ": Archive '" + name + "' does not exist.");
            case Result.Failed(var _, Exception why) ->
                log.error("Failed to download WAL file " + name + ": " + Walg.sentence(why));
        }
    }
}
