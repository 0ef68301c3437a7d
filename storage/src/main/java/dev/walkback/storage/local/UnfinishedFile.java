package dev.walkback.storage.local;

import dev.walkback.storage.Content;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;

/**
 * An object that is being written: a file of a temporary name beside the one that it will become. Closing it throws it away
 * unless it was published, with the folders that were made for it.
 */
final class UnfinishedFile implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    private final String key;
    private final Path target;
    private final Location location;
    private final Failures failures;
    private final NewFolders folders;
    private final Path temp;
    private final FileChannel channel;
    private boolean published;

    UnfinishedFile(String key, Path target, Root root, Location location, Failures failures, Clock clock) {
        this.key = key;
        this.target = target;
        this.location = location;
        this.failures = failures;
        this.folders = new NewFolders(root.path());
        String name = TempNames.next(key.substring(key.lastIndexOf('/') + 1), clock.instant());
        Path folder = NewFolders.above(target);
        this.temp = FileNames.in(folder, name);
        try {
            this.channel = create(folder);
        } catch (IOException e) {
            folders.remove();
            if (e instanceof NoSuchFileException) {
                root.require("write " + key);
            }
            throw failures.of(e, "write " + key, key);
        }
    }

    /** Another one may delete the last object of the folder, and the folder with it, between making and using it. */
    private FileChannel create(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                folders.make(folder);
                return FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS || !Files.isDirectory(folders.root())) {
                    throw e;
                }
            }
        }
    }

    /** Writes all of the content, and has the disk confirm it. */
    ObjectInfo fill(Content content) {
        FileSink sink = new FileSink(channel, key, failures);
        writeTo(sink, content);
        sink.finish();
        try {
            channel.force(true);
            channel.close();
            ObjectInfo written = Etags.describe(key, Files.readAttributes(temp, BasicFileAttributes.class));
            Interrupts.check(location, "write " + key);
            return written;
        } catch (IOException e) {
            throw failures.of(e, "write " + key, key);
        }
    }

    private void writeTo(FileSink sink, Content content) {
        try {
            content.writeTo(sink);
        } catch (IOException e) {
            Interrupts.check(location, "write " + key);
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the file its name, and has the disk confirm that too. From here on an interrupt waits. */
    void publish(Publication how) {
        boolean interrupted = Thread.interrupted();
        try {
            how.publish(temp, target);
            published = true;
            folders.sync(NewFolders.above(target));
        } catch (IOException e) {
            throw failures.of(e, "write " + key, key);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!published) {
                Files.deleteIfExists(temp);
                folders.remove();
            }
        } catch (IOException e) {
            // nobody sees it: listings leave files of such names out
        }
    }
}
