package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is to survive a crash of the machine. */
final class Durable {

    private Durable() {}

    /** The entries of a folder: a new file survives only when its folder's entry does. */
    static void folder(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
