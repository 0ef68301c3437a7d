package dev.walkback.engine.restore.stage;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.layer.Layers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that stages WAL, stops in the middle and says so on its output, so that it can be killed there. */
final class StageChild {

    private static final AtomicInteger TOLD = new AtomicInteger();

    private StageChild() {}

    /** Archive's folder, stage, how many events there are before it stops. */
    public static void main(String[] words) {
        OpenedArchive archive = OpenedArchive.in(Path.of(words[0]), Layers.unencrypted());
        int point = Integer.parseInt(words[2]);
        ContentSource source = new ContentSource(archive.storage(), archive.layers(), 3, event -> stopAt(point));
        new WalStager(source, new WalStage(Path.of(words[1])), null)
                .stage(WalStagerTest.everything(archive.cluster()).getFirst());
    }

    /** The other threads go on, as threads do while a process is being killed. */
    private static void stopAt(int point) {
        if (TOLD.getAndIncrement() == point) {
            System.out.println("here");
            System.out.flush();
            while (true) {
                LockSupport.park();
            }
        }
    }
}
