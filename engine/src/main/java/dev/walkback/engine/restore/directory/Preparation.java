package dev.walkback.engine.restore.directory;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a restore's directories. What stood in the way goes aside with a date in its name, and is whole there. */
public final class Preparation {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RestorePlan plan;
    private final Layout layout;
    private final Clock clock;

    public Preparation(RestorePlan plan, Clock clock) {
        this.plan = plan;
        this.layout = plan.layout();
        this.clock = clock;
    }

    /** @return what is there now */
    public Facts perform(RestoreStep step) throws IOException {
        Path directory = Path.of(step.object());
        Directories directories = new Directories(owner());
        if (step.action().equals("move-aside")) {
            return replaced(directory, directories);
        }
        directories.make(directory);
        return Facts.NONE.with("mode", "0700");
    }

    private @Nullable Owner owner() throws IOException {
        String name = layout.owner();
        if (name == null) {
            return null;
        }
        try {
            return Owner.named(name, layout.data().getFileSystem());
        } catch (UserPrincipalNotFoundException unknown) {
            throw new TargetException.UnknownOwner(layout.data(), name);
        }
    }

    private Facts replaced(Path data, Directories directories) throws IOException {
        Path aside = isOccupied(data) ? freshName() : aside().orElseGet(this::freshName);
        try {
            directories.replace(data, aside);
        } catch (FileSystemException busy) {
            if (String.valueOf(busy.getReason()).contains("busy")) {
                throw new TargetException.Mounted(data);
            }
            throw busy;
        }
        UnarchivedWal left = UnarchivedWal.in(aside, plan.system());
        Path wal = layout.wal() == null ? data.resolve("pg_wal") : layout.wal();
        if (!left.files().isEmpty()) {
            directories.make(wal);
            left.copyInto(wal, directories);
        }
        return Facts.NONE.with("moved_to", aside.toString()).with("unarchived_files", (long)
                left.files().size());
    }

    /** Whether data is in it that nobody moved yet, whatever an earlier run of the same plan put aside. */
    private static boolean isOccupied(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return false;
        }
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(data, path -> !path.endsWith(RestoreFolder.NAME))) {
            return entries.iterator().hasNext();
        }
    }

    /** Where this plan moved the old directory to, also when it was killed before it could say so. */
    public Optional<Path> aside() {
        String name = layout.data().getFileName() + ".replaced-";
        Path folder = Objects.requireNonNull(layout.data().getParent());
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(
                folder,
                path -> String.valueOf(path.getFileName()).startsWith(name)
                        && String.valueOf(path.getFileName())
                                .endsWith("-" + plan.fingerprint().text()))) {
            for (Path path : beside) {
                return Optional.of(path);
            }
            return Optional.empty();
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path freshName() {
        return layout.data()
                .resolveSibling(layout.data().getFileName() + ".replaced-" + DATE.format(clock.instant()) + "-"
                        + plan.fingerprint().text());
    }
}
