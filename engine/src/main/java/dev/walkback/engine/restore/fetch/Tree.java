package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directory that is being made, by the names that tars have for what is in it. Safe by itself: a name that leads elsewhere is
 * refused, every folder on the way is looked at before it is used, and no link is ever followed but those that lead to the places of
 * tablespaces and of {@code pg_wal}, which are known and not read from the disk.
 */
public final class Tree {

    private static final String TABLESPACES = "pg_tblspc/";
    private static final String WAL = "pg_wal";
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private static final int PRIVATE = 0700;

    private final Path data;
    private final Map<String, Path> tablespaces;
    private final @Nullable Path wal;
    private final Ownership ownership;
    private final int inventedMode;
    /** Folders that were looked at, by the names of the tars without their first slash. */
    private final Map<String, Path> known = new ConcurrentHashMap<>();

    private final Map<Integer, Set<PosixFilePermission>> permissions = new ConcurrentHashMap<>();

    public Tree(Path data, Map<String, Path> tablespaces, @Nullable Path wal, Ownership ownership, int inventedMode) {
        this.data = data;
        this.tablespaces = tablespaces;
        this.wal = wal;
        this.ownership = ownership;
        this.inventedMode = inventedMode;
        known.put("", data);
    }

    /** From the data directory on: without the slash that local backups put first, and the dot of others. */
    static String path(String name) {
        boolean odd = name.startsWith(".") || name.endsWith("/") || name.contains("//") || name.contains("/.");
        if (!odd) {
            return name.startsWith("/") ? name.substring(1) : name;
        }
        StringBuilder path = new StringBuilder();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw new IllegalArgumentException("nobody should have let this name through: " + name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
        }
        return path.toString();
    }

    /** Where the file is, in a folder that exists and is none of somebody else's. */
    public Path file(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        Path folder = folder(slash < 0 ? "" : path.substring(0, slash));
        return folder.resolve(path.substring(slash + 1));
    }

    /** The folder, made with all above it where it is missing. */
    public Path folder(String path) throws IOException {
        Path seen = known.get(path);
        return seen != null ? seen : lookAt(path);
    }

    /** One at a time: whoever makes a folder sets its mode too, before anybody else can find it and set another. */
    private synchronized Path lookAt(String path) throws IOException {
        Path place = place(path);
        if (place == null) {
            Path above = folder(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
            place = above.resolve(path.substring(path.lastIndexOf('/') + 1));
            make(place, inventedMode);
        }
        known.put(path, place);
        return place;
    }

    /** Where a folder is that lies elsewhere, with a link in its stead. */
    private @Nullable Path place(String path) {
        if (wal != null && path.equals(WAL)) {
            return wal;
        }
        return path.startsWith(TABLESPACES) ? tablespaces.get(path.substring(TABLESPACES.length())) : null;
    }

    /**
     * The folder as a tar tells of it.
     *
     * @param decides whether an existing folder gets this mode too
     */
    public Path folder(String path, int mode, boolean decides) throws IOException {
        Path folder = folder(path);
        if (decides && place(path) == null) {
            setMode(folder, folderMode(mode));
        }
        return folder;
    }

    /** A server refuses a directory that others may write to. */
    static int folderMode(int mode) {
        return PRIVATE | (mode & 0755);
    }

    /** True when it was made just now. */
    boolean make(Path folder, int mode) throws IOException {
        try {
            Files.createDirectory(folder, attribute(mode));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(folder.toString());
            }
            return false;
        }
        setMode(folder, mode);
        ownership.take(folder);
        return true;
    }

    void setMode(Path path, int mode) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(permissions(mode));
    }

    /**
     * Opens a file to be written.
     *
     * @param mode of a new one; an existing one gets it too where it is to be begun anew
     * @param anew whether what is in it goes
     */
    public FileChannel open(Path file, int mode, boolean anew) throws IOException {
        boolean fresh = true;
        FileChannel channel;
        try {
            channel = FileChannel.open(file, NEW, attribute(mode));
        } catch (FileAlreadyExistsException there) {
            channel = FileChannel.open(file, OPTIONS);
            fresh = false;
        }
        try {
            if (!fresh && anew) {
                channel.truncate(0);
            }
            // the mask of the process can only have taken the others' bits away
            if (fresh ? (mode & 077) != 0 : anew) {
                setMode(file, mode & 0777);
            }
            ownership.take(file);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private FileAttribute<Set<PosixFilePermission>> attribute(int mode) {
        return PosixFilePermissions.asFileAttribute(permissions(mode));
    }

    private Set<PosixFilePermission> permissions(int mode) {
        return permissions.computeIfAbsent(mode & 0777, Tree::set);
    }

    private static Set<PosixFilePermission> set(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & 0400 >>> i) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }

    /**
     * Makes folders durable, and the entries by which they are found, up to where the tree begins: another thread may have made one
     * of them a moment ago.
     */
    void persist(Collection<Path> folders) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        for (Path folder : folders) {
            Path each = folder;
            while (each != null && all.add(each) && !isRoot(each)) {
                each = each.getParent();
            }
        }
        for (Path folder : all) {
            Durable.folder(folder);
        }
    }

    private boolean isRoot(Path folder) {
        return folder.equals(data) || folder.equals(wal) || tablespaces.containsValue(folder);
    }

    Ownership ownership() {
        return ownership;
    }
}
