package dev.walkback.engine.verify;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Increment;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one tar of a backup to its end and tells what is in it. Only the files metadata knows which entries are increments:
 * nothing in a tar does.
 *
 * @param metadata null where there is none, and every entry is a whole file
 */
record TarScan(@Nullable FilesMetadata metadata, Listener listener) {

    /** Told of each entry in turn, of several tars by several threads at once. */
    interface Listener {

        /**
         * @param number in the files metadata; -1 where it does not have this name
         * @param increment null for a whole file
         */
        void entry(TarEntry entry, int number, @Nullable Increment increment);

        /** Its bytes are not those that were packed. */
        default void differs(TarEntry entry) {}

        void damagedIncrement(TarEntry entry, int number, String why);

        /** One of the few files that are looked into. */
        void content(Special special, String name, byte[] bytes);
    }

    /** Files that tell something of the backup. */
    enum Special {
        PG_CONTROL(PgControl.BYTES),
        BACKUP_LABEL(BackupLabel.MOST_BYTES),
        TABLESPACE_MAP(TablespaceMap.MOST_BYTES);

        private final int mostBytes;

        Special(int mostBytes) {
            this.mostBytes = mostBytes;
        }

        static @Nullable Special named(String name) {
            return switch (name) {
                case "/global/pg_control", "global/pg_control" -> PG_CONTROL;
                case "/backup_label", "backup_label" -> BACKUP_LABEL;
                case "/tablespace_map", "tablespace_map" -> TABLESPACE_MAP;
                default -> null;
            };
        }
    }

    /** @return how many bytes of it there are, decoded */
    long read(InputStream plain) throws IOException {
        return read(plain, NotedHashes.NONE);
    }

    /** @param noted what was in it when it was packed */
    long read(InputStream plain, NotedHashes noted) throws IOException {
        TarReader tar = new TarReader(plain);
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            OptionalInt found = metadata == null ? OptionalInt.empty() : metadata.find(entry.name());
            int number = found.orElse(-1);
            if (entry.kind() == TarEntry.Kind.FILE) {
                file(entry, number, tar.content(), noted);
            } else {
                listener.entry(entry, number, null);
            }
        }
        return tar.offset();
    }

    private void file(TarEntry entry, int number, InputStream content, NotedHashes noted) throws IOException {
        OptionalInt expected = noted.crc32c(entry);
        if (expected.isEmpty()) {
            file(entry, number, content);
            return;
        }
        CRC32C found = new CRC32C();
        InputStream checked = new CheckedInputStream(content, found);
        file(entry, number, checked);
        checked.transferTo(OutputStream.nullOutputStream());
        if ((int) found.getValue() != expected.getAsInt()) {
            listener.differs(entry);
        }
    }

    private void file(TarEntry entry, int number, InputStream content) throws IOException {
        Special special = Special.named(entry.name());
        if (special != null) {
            listener.content(special, entry.name(), content.readNBytes(special.mostBytes + 1));
        }
        if (metadata == null || number < 0 || !metadata.isIncremented(number)) {
            listener.entry(entry, number, null);
            return;
        }
        try {
            boolean ofOrioleDb = entry.name().contains("orioledb_data");
            listener.entry(entry, number, Increment.read(content, entry.size(), ofOrioleDb));
        } catch (Increment.DamagedException damaged) {
            listener.damagedIncrement(entry, number, String.valueOf(damaged.getMessage()));
        }
    }
}
