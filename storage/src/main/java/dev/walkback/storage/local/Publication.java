package dev.walkback.storage.local;

import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** How a whole file gets its name. */
enum Publication {
    /** Takes the place of a file of that name. */
    RENAME {
        @Override
        void publish(Path temp, Path target) throws IOException {
            Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
        }
    },

    /** Fails when there is one of that name: a second name is made for the file, which the system does only once. */
    LINK {
        @Override
        void publish(Path temp, Path target) throws IOException {
            try {
                Files.createLink(target, temp);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (UnsupportedOperationException | IOException e) {
                if (e instanceof IOException failure && !cannotLink(failure)) {
                    throw failure;
                }
                LOCK.publish(temp, target);
                return;
            }
            Files.delete(temp);
        }

        private boolean cannotLink(IOException e) {
            return switch (Errno.of(e)) {
                case EPERM, EOPNOTSUPP, EMLINK, EINVAL -> true;
                default -> false;
            };
        }
    },

    /**
     * The same where files cannot have two names (FAT, some network file systems): writers take turns by a lock that the system
     * gives back when a process dies. Only who writes in this way too is kept out, so it stands in for a link and no more.
     */
    LOCK {
        @Override
        void publish(Path temp, Path target) throws IOException {
            Path lock = FileNames.in(NewFolders.above(target), LOCK_NAME);
            IN_THIS_PROCESS.lock();
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // given back when the channel closes
                var _ = channel.lock();
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileAlreadyExistsException(target.toString());
                }
                Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                IN_THIS_PROCESS.unlock();
            }
        }
    };

    /** Named like an unfinished file, so that no listing shows it. It stays: removing it would let two hold "the" lock. */
    static final String LOCK_NAME = "lock.tmp.00000000T000000Z-0000000000000000";

    /** The system's lock is the whole process's, and a second thread asking for it would be an error. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    static Publication of(Overwrite overwrite) {
        return overwrite == Overwrite.ALLOWED ? RENAME : LINK;
    }

    abstract void publish(Path temp, Path target) throws IOException;
}
