package dev.walkback.shell.walg;

import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.crypto.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one command of WAL-G's has around it.
 *
 * @param in standard input
 * @param out where data goes, and nothing else
 * @param err where usage goes, and the list of flags
 * @param log where everything else goes
 */
record Session(InputStream in, OutputStream out, OutputStream err, WalgLog log, GoTime times, Configured configured) {

    /** What the settings describe, opened when it is asked for. */
    interface Configured {

        /** The failover storages' names in order, after {@code default}, which is the primary. */
        List<String> failoverNames();

        /** @throws WalgFailure when none is configured, or none of that name */
        MutableStorage storage(String name) throws WalgFailure;

        /**
         * The primary storage that another config file describes. Nothing else counts there: neither the environment's settings, nor flags.
         *
         * @throws WalgFailure when it describes none
         */
        MutableStorage storageOf(String configFile) throws WalgFailure;

        Optional<Encryption> encryption() throws WalgFailure;

        /** What is set for a setting, or what it is preset to. */
        Optional<String> text(String setting);

        /** A setting that is a whole number. */
        long number(String setting, long preset);

        /** How to reach the server. */
        ServerAddress server();

        /** What new objects are compressed with. */
        Codec codec() throws WalgFailure;

        /** All of them, for what reads its own; a value that cannot be is a {@link dev.walkback.shell.UsageError}. */
        Settings settings();
    }

    /** What is done with one storage. */
    @FunctionalInterface
    interface OnStorage {
        void run(MutableStorage storage) throws Exception;
    }

    /** The same, with settings of another kind around them. */
    Session with(Configured other) {
        return new Session(in, out, err, log, times, other);
    }

    /** How segments are numbered and named. */
    SegmentGrid grid() throws WalgFailure {
        long mebibytes = configured.number("WALG_PG_WAL_SIZE", 16);
        if (mebibytes < 1 || mebibytes > SegmentGrid.LARGEST_MEBIBYTES) {
            throw WalgFailure.wherePanics("WALG_PG_WAL_SIZE cannot be " + mebibytes
                    + ": it is the size of a WAL segment in MiB, as the server's wal_segment_size shows it");
        }
        return SegmentGrid.ofMebibytes(mebibytes);
    }

    /** How times of objects of this storage are written. */
    GoTime timesOf(Storage storage) {
        return Backups.tellsUtc(storage.location()) ? times.utc() : times;
    }

    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Does it with the storage of that name; {@code all} stands for every one, of which one must succeed. */
    void onStorage(String name, OnStorage work) throws Exception {
        if (!name.equals("all")) {
            try (MutableStorage storage = configured.storage(name)) {
                work.run(storage);
            }
            return;
        }
        List<String> names = new ArrayList<>(List.of("default"));
        names.addAll(configured.failoverNames());
        boolean anyDone = false;
        for (String each : names) {
            log.info("storage " + each);
            try (MutableStorage storage = configured.storage(each)) {
                work.run(storage);
                anyDone = true;
            } catch (WalgFailure | StorageException failed) {
                log.error(Walg.sentence(failed));
            }
        }
        if (!anyDone) {
            throw new WalgFailure("all storages failed");
        }
    }
}
