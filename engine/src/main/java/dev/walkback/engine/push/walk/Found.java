package dev.walkback.engine.push.walk;

import dev.walkback.engine.push.WalkedFile;
import java.nio.file.Path;

/** Told of what a walk finds, in its order. */
public interface Found {

    /** It belongs to the backup. */
    void file(WalkedFile file) throws InterruptedException;

    /** The one file that is packed apart, and last. */
    void control(WalkedFile file);

    /** It is left out, and a person should know. */
    void leftOut(Path path, String why);
}
