package dev.walkback.engine.push.remote;

import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A server that sends a backup of itself. One backup in a session. Calls fail with {@link ServerFailure}. */
public interface SendingServer extends AutoCloseable {

    /** Where it is, as a person would write it. */
    String place();

    ServerFacts facts();

    /** How its WAL gets into an archive, as far as a session of this kind can see: not whether others receive it. */
    Archiving archiving();

    /** Asks for a backup. The server makes a checkpoint first; then the archives arrive one by one. */
    Sending send(Wish wish);

    /** Ends the session, whatever it is doing; a backup that is being sent is given up. */
    @Override
    void close();

    /**
     * @param label what the server calls the backup
     * @param verifyPages whether the server compares the checksum of every page that it sends
     * @param bytesPerSecond how fast it may send; 0 for as fast as it can
     * @param notices told what the server remarks meanwhile
     */
    record Wish(String label, boolean verifyPages, long bytesPerSecond, Consumer<String> notices) {}

    /** A backup on its way. */
    interface Sending {

        BackupStart start();

        /** All but the default ones. */
        List<SentTablespace> tablespaces();

        /**
         * The next archive, once the one before was read to its end; empty after the last. Tablespaces come first, the data directory
         * last.
         */
        Optional<SentArchive> next();

        /** Where the backup ends; asked after the last archive. */
        End end();
    }

    /** @param timeline at the end */
    record End(Lsn lsn, Timeline timeline) {}

    /** @param place of its folder, on the server's machine */
    record SentTablespace(long oid, String place) {}

    /**
     * A tar as the server makes it.
     *
     * @param tablespace 0 for the data directory
     * @param tar ends where the tar does, with or without blocks of zeros; failures of the server come out of it as
     *     {@link ServerFailure}, so that an {@link IOException} speaks of the tar
     */
    record SentArchive(long tablespace, InputStream tar) {}
}
