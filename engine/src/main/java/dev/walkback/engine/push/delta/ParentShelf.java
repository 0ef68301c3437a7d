package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import java.util.List;
import java.util.Optional;

/** The backups that there are, each read when it is asked for: mostly one or two of many. */
public interface ParentShelf {

    /** Those with a sentinel; the one that was stored last comes first, which is what WAL-G calls the latest. */
    List<BackupName> newestFirst();

    /** Empty where there is no sentinel of that name. */
    Optional<Backup> backup(BackupName name);

    /** The list of its files. It can be as large as everything else together. */
    Document<FilesMetadata> files(Backup backup);

    /** How its server was set; absent where that cannot be told cheaply. */
    Document<PgControl> control(Backup backup);
}
