package dev.walkback.shell.walg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * A file that is there whole or not at all, and never takes another one's place: written beside its destination under a
 * name of its own, flushed to the disk, then linked. WAL-G writes into the destination itself and leaves half a file when it
 * is killed.
 */
final class NewFile implements AutoCloseable {

    private final Path destination;
    private final Path unfinished;
    private final FileChannel channel;
    private final OutputStream sink;

    private NewFile(Path destination, Path unfinished, FileChannel channel) {
        this.destination = destination;
        this.unfinished = unfinished;
        this.channel = channel;
        this.sink = Channels.newOutputStream(channel);
    }

    static NewFile at(Path destination) throws WalgFailure {
        if (Files.exists(destination, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw new WalgFailure("open the destination file: open " + destination + ": file exists");
        }
        Path unfinished =
                destination.resolveSibling("." + destination.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            FileChannel channel = FileChannel.open(
                    unfinished,
                    java.util.Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            return new NewFile(destination, unfinished, channel);
        } catch (IOException e) {
            throw new WalgFailure("open the destination file: " + Walg.sentence(e), e);
        }
    }

    OutputStream sink() {
        return sink;
    }

    void publish() throws WalgFailure {
        try {
            channel.force(true);
            channel.close();
            try {
                Files.createLink(destination, unfinished);
            } catch (FileAlreadyExistsException taken) {
                throw taken;
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                // a file system such as FAT; this refuses to overwrite as well
                Files.move(unfinished, destination);
            }
            try (FileChannel folder =
                    FileChannel.open(destination.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw new WalgFailure("open the destination file: open " + destination + ": file exists", e);
        } catch (IOException e) {
            throw new WalgFailure("write the destination file: " + Walg.sentence(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
