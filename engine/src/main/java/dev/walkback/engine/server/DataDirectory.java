package dev.walkback.engine.server;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.restore.RestoreFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is, was or shall be a server's: what is in it, and whether somebody runs it. One look, taken from outside.
 *
 * @param major what PG_VERSION says; null without one
 * @param control absent in a directory that no server can be started on yet
 * @param postmaster what its lock file says; null without one
 * @param marks files that tell the next start what to do
 */
public record DataDirectory(
        Path path,
        Content content,
        @Nullable String major,
        Document<PgControl> control,
        @Nullable Postmaster postmaster,
        Liveness liveness,
        Set<Mark> marks) {

    /** What kind of thing is at the path. */
    public enum Content {
        ABSENT,
        NOT_A_DIRECTORY,
        /** It may be there and cannot be looked into. */
        CLOSED,
        EMPTY,
        /** Nothing but the {@code lost+found} of a file system of its own. */
        EMPTY_MOUNT,
        /** A restore was begun and has not brought its pg_control yet. */
        UNFINISHED_RESTORE,
        CLUSTER,
        OTHER;

        /** Whether a restore may put something here without moving anything away. */
        public boolean isFree() {
            return this == ABSENT || this == EMPTY || this == EMPTY_MOUNT;
        }
    }

    /** Files that tell the next start what to do. */
    public enum Mark {
        RECOVERY_SIGNAL("recovery.signal"),
        STANDBY_SIGNAL("standby.signal"),
        RECOVERY_CONF("recovery.conf"),
        BACKUP_LABEL("backup_label"),
        TABLESPACE_MAP("tablespace_map");

        private final String file;

        Mark(String file) {
            this.file = file;
        }

        public String file() {
            return file;
        }

        /** {@code recovery-signal}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int TRIES = 3;

    public DataDirectory {
        marks = Set.copyOf(marks);
    }

    /** Looks at one; nothing is changed, and a file that goes away meanwhile counts as not there. */
    public static DataDirectory look(Path path) {
        Path data = path.toAbsolutePath().normalize();
        Document<PgControl> control = control(data);
        Content content = content(data, control);
        Postmaster postmaster = postmaster(data);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (Files.exists(data.resolve(mark.file()), LinkOption.NOFOLLOW_LINKS)) {
                marks.add(mark);
            }
        }
        return new DataDirectory(data, content, major(data), control, postmaster, Liveness.of(data, postmaster), marks);
    }

    /** Whether a server runs on it, or that cannot be ruled out. Such a directory is never written to. */
    public boolean isLive() {
        return liveness == Liveness.LIVE;
    }

    public boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /** Whether the next start, or the server that runs, goes by an archive's WAL. */
    public boolean recoversFromArchive() {
        return has(Mark.RECOVERY_SIGNAL) || has(Mark.STANDBY_SIGNAL) || has(Mark.RECOVERY_CONF);
    }

    /** What walkback keeps in it, if a restore of ours made it. */
    public RestoreFolder restore() {
        return new RestoreFolder(path);
    }

    private static Content content(Path data, Document<PgControl> control) {
        if (!Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
            return Content.ABSENT;
        }
        if (!Files.isDirectory(data)) {
            return Content.NOT_A_DIRECTORY;
        }
        List<String> names;
        try {
            names = firstNames(data);
        } catch (IOException | DirectoryIteratorException closed) {
            return Content.CLOSED;
        }
        if (names.isEmpty()) {
            return Content.EMPTY;
        }
        if (names.equals(List.of("lost+found"))) {
            return Content.EMPTY_MOUNT;
        }
        if (control.isAbsent() && new RestoreFolder(data).exists()) {
            return Content.UNFINISHED_RESTORE;
        }
        return Files.exists(data.resolve("PG_VERSION")) || !control.isAbsent() ? Content.CLUSTER : Content.OTHER;
    }

    private static List<String> firstNames(Path data) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() > 1) {
                    break;
                }
            }
        }
        return names;
    }

    private static @Nullable String major(Path data) {
        Path file = data.resolve("PG_VERSION");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 64) {
                return null;
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
            return text.matches("\\d{1,2}(\\.\\d{1,2})?") ? text : null;
        } catch (IOException gone) {
            return null;
        }
    }

    /** A live server may be just writing it, so a checksum that is wrong is looked at again. */
    private static Document<PgControl> control(Path data) {
        Path file = data.resolve("global/pg_control");
        Document<PgControl> read = new Document.Absent<>();
        for (int i = 0; i < TRIES; i++) {
            try {
                if (!Files.isRegularFile(file)) {
                    return new Document.Absent<>();
                }
                long size = Files.size(file);
                if (size > PgControl.BYTES) {
                    return new Document.Unreadable<>("it has " + size + " bytes");
                }
                read = PgControl.read(Files.readAllBytes(file));
            } catch (NoSuchFileException gone) {
                return new Document.Absent<>();
            } catch (IOException e) {
                return new Document.Unreadable<>("it cannot be read");
            }
            if (read instanceof Document.Read<PgControl>) {
                return read;
            }
        }
        return read;
    }

    private static @Nullable Postmaster postmaster(Path data) {
        try {
            return Postmaster.in(data).orElse(null);
        } catch (IOException gone) {
            return null;
        }
    }
}
