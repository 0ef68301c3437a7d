package dev.walkback.engine.push.compose;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.push.WalkedFile.Kind;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Tars of a full backup that WAL-G made, of which no file was modified since: its documents tell times of modification and nothing
 * else, and as the copy composer of WAL-G this one goes by them. Those from just before the backup are not relied on.
 */
final class FullTars {

    private static final int FOLDER = 0040000;
    private static final int TYPE = 0170000;

    private final Backup backup;
    private final FilesMetadata files;
    private final Stamp.Source stamps;
    private final long safe;

    FullTars(Backup backup, FilesMetadata files, Stamp.Source stamps) {
        this(
                backup,
                files,
                stamps,
                LeftTars.nanos(backup.startTime().orElse(Instant.EPOCH).minus(LeftTars.SAFE)));
    }

    /** @param safe files that were modified later may have changed again and show the same time */
    FullTars(Backup backup, FilesMetadata files, Stamp.Source stamps, long safe) {
        this.backup = backup;
        this.files = files;
        this.stamps = stamps;
        this.safe = safe;
    }

    /** @param elsewhere files that are in other tars already */
    Reuse unchanged(Predicate<String> elsewhere) throws IOException {
        List<Reusable> tars = new ArrayList<>();
        BitSet taken = new BitSet();
        for (String name : files.tars()) {
            Optional<ObjectInfo> tar = stored(name);
            int[] entries = files.entries(name);
            if (tar.isPresent() && entries.length > 0 && isUnchanged(entries, taken, elsewhere)) {
                for (int entry : entries) {
                    taken.set(entry);
                }
                tars.add(new Reusable(tar.get().key(), () -> described(entries)));
            }
        }
        return new Reuse(tars, file -> {
            OptionalInt number = files.find(file);
            return number.isPresent() && taken.get(number.getAsInt());
        });
    }

    private Optional<ObjectInfo> stored(String name) {
        return backup.objects().tars().stream()
                .filter(tar -> tar.key().endsWith("/" + name) && tar.size() > 0)
                .findFirst();
    }

    private boolean isUnchanged(int[] entries, BitSet taken, Predicate<String> elsewhere) throws IOException {
        for (int entry : entries) {
            if (elsewhere.test(files.name(entry))
                    || taken.get(entry)
                    || !files.isDescribed(entry)
                    || files.isSkipped(entry)
                    || files.isIncremented(entry)) {
                return false;
            }
            Optional<Stamp> now = stamps.of(files.name(entry));
            if (now.isEmpty() || !isUnchanged(entry, now.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnchanged(int entry, Stamp now) {
        return now.modifiedNanos() == files.modifiedNanos(entry) && (isFolder(now) || now.modifiedNanos() < safe);
    }

    private static boolean isFolder(Stamp now) {
        return (now.mode() & TYPE) == FOLDER;
    }

    private List<PackedFile> described(int[] entries) throws IOException {
        List<PackedFile> all = new ArrayList<>();
        for (int entry : entries) {
            Optional<Stamp> now = stamps.of(files.name(entry));
            boolean folder = now.filter(FullTars::isFolder).isPresent();
            all.add(new PackedFile(
                    files.name(entry),
                    folder ? Kind.FOLDER : Kind.FILE,
                    folder ? 0 : now.map(Stamp::size).orElse(0L),
                    false,
                    false,
                    files.modifiedNanos(entry),
                    CorruptPages.NOT_LOOKED,
                    files.updates(entry)));
        }
        return all;
    }
}
