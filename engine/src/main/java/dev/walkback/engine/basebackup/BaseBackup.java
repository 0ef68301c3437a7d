package dev.walkback.engine.basebackup;

import dev.walkback.storage.codec.Codecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@code pg_basebackup} filled: which form it has and which parts.
 *
 * @param parts in the order in which they are read: the data directory, tablespaces, WAL
 * @param manifest null where there is none
 * @param others names in the folder that no server put there
 */
public record BaseBackup(
        Path folder, Form form, List<Part> parts, @Nullable Path manifest, List<String> others) {

    private static final Pattern TAR = Pattern.compile("(base|pg_wal|[0-9]+)\\.tar(?:\\.(gz|lz4|zst))?");

    public BaseBackup {
        parts = List.copyOf(parts);
        others = List.copyOf(others);
    }

    /** {@code -Ft} or {@code -Fp}. */
    public enum Form {
        TARS,
        PLAIN
    }

    /** What a part holds. */
    public enum Role {
        DATA,
        TABLESPACE,
        WAL
    }

    /**
     * One tar, or one folder.
     *
     * @param tablespace its number; empty for other parts
     */
    public record Part(Role role, String tablespace, Path path) {

        /** What stands before the names in it. */
        String prefix() {
            return switch (role) {
                case DATA -> "";
                case TABLESPACE -> "pg_tblspc/" + tablespace + "/";
                case WAL -> "pg_wal/";
            };
        }

        public String name() {
            return String.valueOf(path.getFileName());
        }
    }

    /**
     * Looks at the names in a folder; nothing is read.
     *
     * @throws UnfitBackupException when it is none of both forms, or cannot be told which
     */
    public static BaseBackup in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnfitBackupException(
                    folder, Defect.Kind.NOT_A_BASEBACKUP, folder.toString(), "there is no such folder");
        }
        if (Files.exists(folder.resolve("PG_VERSION")) && Files.isDirectory(folder.resolve("global"))) {
            return plain(folder);
        }
        return tars(folder);
    }

    private static BaseBackup tars(Path folder) throws IOException {
        List<Part> parts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names(folder)) {
            Matcher tar = TAR.matcher(name);
            if (tar.matches()) {
                parts.add(part(tar.group(1), folder.resolve(name)));
            } else if (!name.equals(BackupManifest.NAME)) {
                others.add(name);
            }
        }
        checkParts(folder, parts);
        parts.sort(Comparator.comparing(Part::role)
                .thenComparing(part -> part.path().toString()));
        return new BaseBackup(folder, Form.TARS, parts, manifest(folder), others);
    }

    private static Part part(String stem, Path file) {
        return switch (stem) {
            case "base" -> new Part(Role.DATA, "", file);
            case "pg_wal" -> new Part(Role.WAL, "", file);
            default -> new Part(Role.TABLESPACE, stem, file);
        };
    }

    private static void checkParts(Path folder, List<Part> parts) {
        TreeMap<String, Part> seen = new TreeMap<>();
        for (Part part : parts) {
            Part other = seen.put(part.prefix(), part);
            if (other != null) {
                throw new UnfitBackupException(
                        folder, Defect.Kind.PART_AMBIGUOUS, part.name(), "it is there twice, also as " + other.name());
            }
        }
        if (parts.isEmpty()) {
            throw new UnfitBackupException(
                    folder,
                    Defect.Kind.NOT_A_BASEBACKUP,
                    folder.toString(),
                    "it holds neither base.tar nor a data directory");
        }
        if (!seen.containsKey("")) {
            throw new UnfitBackupException(
                    folder, Defect.Kind.PART_MISSING, "base.tar", "the tar of the data directory is not there");
        }
    }

    private static BaseBackup plain(Path folder) throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.DATA, "", folder));
        Path links = folder.resolve("pg_tblspc");
        if (Files.isDirectory(links)) {
            for (String name : names(links)) {
                if (Files.isSymbolicLink(links.resolve(name))) {
                    parts.add(new Part(Role.TABLESPACE, name, links.resolve(name)));
                }
            }
        }
        Path wal = folder.resolve("pg_wal");
        if (Files.isDirectory(wal)) {
            parts.add(new Part(Role.WAL, "", wal));
        }
        return new BaseBackup(folder, Form.PLAIN, parts, manifest(folder), List.of());
    }

    private static @Nullable Path manifest(Path folder) {
        Path manifest = folder.resolve(BackupManifest.NAME);
        return Files.isRegularFile(manifest) ? manifest : null;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    public Part data() {
        return parts.getFirst();
    }

    public Optional<Part> wal() {
        return parts.stream().filter(part -> part.role() == Role.WAL).findFirst();
    }

    public List<Part> tablespaces() {
        return parts.stream().filter(part -> part.role() == Role.TABLESPACE).toList();
    }

    /** How many bytes are to be read, as they lie there. */
    public long storedBytes() throws IOException {
        long bytes = 0;
        for (Part part : parts) {
            bytes += form == Form.TARS ? Files.size(part.path()) : 0;
        }
        return bytes;
    }

    /** Whether the tar has a checksum of its own: without a manifest nothing else proves it. */
    static boolean isCompressed(Part part) {
        return !Codecs.ofKey(part.name()).extension().isEmpty();
    }
}
