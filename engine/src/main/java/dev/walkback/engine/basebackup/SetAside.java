package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.directory.UnarchivedWal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What stood in the way goes aside with a date in its name, and is whole there; nothing is deleted. */
final class SetAside {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final BaseBackupPlan plan;
    private final Clock clock;

    SetAside(BaseBackupPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Whoever was killed between moving the data directory and making it anew left its folder with the old one. */
    void finish() throws IOException {
        for (Path aside : asides(plan.data())) {
            if (new RestoreFolder(aside).exists()) {
                new Directories(null).replace(plan.data(), aside);
            }
        }
    }

    Facts move(Path place) throws IOException {
        if (!BaseBackupRun.isOccupied(place)) {
            return Facts.NONE.with("was", "empty");
        }
        String owner = plan.request().destination().owner();
        Directories directories = new Directories(owner == null ? null : Owner.named(owner, place.getFileSystem()));
        Path aside = place.resolveSibling(prefix(place) + DATE.format(clock.instant()) + suffix());
        try {
            directories.replace(place, aside);
        } catch (FileSystemException busy) {
            if (String.valueOf(busy.getReason()).contains("busy")) {
                throw new TargetException.Mounted(place);
            }
            throw busy;
        }
        return Facts.NONE.with("moved_to", aside.toString());
    }

    /** @return how many files of WAL were copied that no archive has */
    long bringWal(Path wal, SystemIdentifier system, Directories directories) throws IOException {
        long files = 0;
        for (Path aside : asides(plan.data())) {
            UnarchivedWal left = UnarchivedWal.in(aside, system);
            left.copyInto(wal, directories);
            files += left.files().size();
        }
        return files;
    }

    /** Where this plan moved a directory to. */
    private List<Path> asides(Path place) throws IOException {
        Path parent = Objects.requireNonNull(place.getParent());
        List<Path> asides = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> beside = Files.newDirectoryStream(parent, path -> {
                String name = String.valueOf(path.getFileName());
                return name.startsWith(prefix(place)) && name.endsWith(suffix());
            })) {
                beside.forEach(asides::add);
            }
        }
        asides.sort(null);
        return asides;
    }

    private static String prefix(Path place) {
        return place.getFileName() + ".replaced-";
    }

    private String suffix() {
        return "-" + plan.steps().fingerprint().text();
    }
}
