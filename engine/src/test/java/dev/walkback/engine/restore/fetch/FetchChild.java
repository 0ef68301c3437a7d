package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that fetches a backup and says on its output what it does, so that it can be killed in the middle. */
final class FetchChild {

    private FetchChild() {}

    /** Archive's folder, backup, data directory. */
    public static void main(String[] words) throws IOException, InterruptedException {
        OpenedArchive archive = OpenedArchive.in(Path.of(words[0]), Layers.unencrypted());
        Chain chain = Fetching.chain(archive, new BackupName(words[1]));
        FetchPlan plan = Fetching.plan(chain, archive.source(), Path.of(words[2]), Map.of(), Manner.WAL_G);
        Fetching.run(plan, archive.source(), FetchChild::tell);
    }

    private static void tell(FetchEvent event) {
        synchronized (FetchChild.class) {
            System.out.println(
                    switch (event) {
                        case FetchEvent.Started(FetchPlan.Part part) -> "started " + part.key();
                        case FetchEvent.Finished(FetchPlan.Part part, FetchEvent.Brought brought) ->
                            "finished " + part.key();
                        default -> event.getClass().getSimpleName();
                    });
            System.out.flush();
        }
    }
}
