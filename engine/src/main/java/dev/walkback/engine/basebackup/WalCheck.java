package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.basebackup.BackupManifest.WalRange;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether all WAL can be had that makes a backup consistent: from the restored folder, or from the archive that replay asks first.
 *
 * @param wal the folder
 * @param archive null where there is none
 */
record WalCheck(
        Path wal,
        @Nullable WalArchive archive,
        SegmentSize size,
        @Nullable SystemIdentifier system) {

    List<Defect> of(List<WalRange> ranges) throws IOException {
        WalProof proof = new WalProof();
        for (WalRange range : ranges) {
            long last = size.numberBefore(range.end());
            for (long number = size.numberOf(range.start()); number <= last; number++) {
                for (WalRange line : ranges) {
                    read(new Segment(line.timeline(), number, size).name(), proof);
                }
            }
        }
        return proof.against(ranges, size, system);
    }

    private void read(String name, WalProof proof) throws IOException {
        WalArchive.Stored stored = archive == null ? null : archive.files().get(name);
        Path file = wal.resolve(name);
        if (stored != null) {
            try (InputStream in = stored.open()) {
                proof.take(name, size.bytes(), in);
            }
        } else if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                proof.take(name, Files.size(file), in);
            }
        }
    }
}
