package dev.walkback.engine.walfetch;

import dev.walkback.engine.wal.WalFile;
import java.util.Optional;

/**
 * A file of WAL that somebody asks for by its plain name: a segment, a partial one, a timeline's history, or what a backup left.
 *
 * @param name as PostgreSQL says it
 */
public record WantedFile(String name, WalFile file) {

    private static final String FOLDER = "wal_005/";

    /** Empty for what is no name of WAL that a server could ask for. */
    public static Optional<WantedFile> named(String name) {
        WalFile file = WalFile.named(name);
        return switch (file) {
            case WalFile.Whole _, WalFile.Partial _, WalFile.History _, WalFile.BackupHistory _ ->
                Optional.of(new WantedFile(name, file));
            case WalFile.DeltaMap _, WalFile.Metadata _, WalFile.Unknown _ -> Optional.empty();
        };
    }

    /** What an archive has it under, before the ending of a codec. */
    public String logicalName() {
        return FOLDER + name;
    }

    /** A whole segment, which is all that is ever fetched ahead. */
    public Optional<WalFile.Digits> segment() {
        return file instanceof WalFile.Whole(WalFile.Digits digits) ? Optional.of(digits) : Optional.empty();
    }
}
