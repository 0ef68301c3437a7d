package dev.walkback.engine.restore.basis;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which number the next transaction would have had when each backup was made. */
public final class NextXids {

    private static final String CONTROL = "pg_control.tar";
    private static final long LOW = 0xFFFF_FFFFL;

    private NextXids() {}

    /**
     * Reads the small tar of each backup that has one, several at once. Of a backup that does not tell, nothing is told.
     *
     * @throws StorageException when nothing could be read at all, or reading was interrupted
     */
    public static Map<BackupName, Long> read(ContentSource source, List<Backup> backups) {
        Map<BackupName, Long> known = new ConcurrentHashMap<>();
        source.forEach(backups.size(), number -> {
            Backup backup = backups.get((int) number);
            backup.objects()
                    .tar(CONTROL)
                    .flatMap(tar -> control(source, tar))
                    .ifPresent(control ->
                            known.put(backup.name(), control.checkpoint().nextXid() & LOW));
        });
        return known;
    }

    private static Optional<PgControl> control(ContentSource source, ObjectInfo tar) {
        try (InputStream plain = source.open(tar)) {
            TarReader reader = new TarReader(plain);
            return reader.next() == null
                    ? Optional.empty()
                    : PgControl.read(reader.content().readNBytes(PgControl.BYTES + 1))
                            .optional();
        } catch (StorageException failure) {
            ContentSource.whyNot(failure);
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
