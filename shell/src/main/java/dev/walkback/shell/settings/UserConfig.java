package dev.walkback.shell.settings;

import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The config file that {@code storage add} writes to: the one that was named, else the user's own. It appears whole or not at all,
 * and nobody but the user may read it.
 *
 * <p>Two writers at once wait for each other, behind a lock file beside it: the file itself is replaced.
 */
public final class UserConfig {

    private static final FileAttribute<Set<PosixFilePermission>> FILE_OF_THE_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OF_THE_USER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** A file lock keeps other processes out, and says no to a second thread of the same instead of letting it wait. */
    private static final Object WRITING = new Object();

    private final Path file;
    private final String again;

    /** @param flags a file that they name is the one */
    public UserConfig(Surroundings around, Flags flags) {
        String named = flags.config();
        this.file = named == null || named.isEmpty()
                ? ConfigSearch.fileOfTheUser(around)
                : around.directory().resolve(named);
        this.again = named == null ? "" : " " + ShellWord.quoted("--config=" + named);
    }

    public Path file() {
        return file;
    }

    /**
     * @param replace whether one of that name may be there already
     * @param byDefault whether it is to be the one that counts when none is named
     */
    public void add(NewStorage storage, boolean replace, boolean byDefault) throws IOException {
        String extension = String.valueOf(file.getFileName());
        if (!extension.endsWith(".yaml") && !extension.endsWith(".yml")) {
            throw notEditable(storage, "storages are written into YAML only");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER_OF_THE_USER);
        }
        // a link to a file that lies elsewhere stays a link
        Path real = Files.exists(file) ? file.toRealPath() : file;
        Path lock = real.resolveSibling("." + real.getFileName() + ".lock");
        synchronized (WRITING) {
            replaceBehind(lock, real, storage, replace, byDefault);
        }
    }

    private void replaceBehind(Path lock, Path real, NewStorage storage, boolean replace, boolean byDefault)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                        lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE_OF_THE_USER);
                FileLock _ = channel.lock()) {
            replace(real, edited(real, storage, replace, byDefault));
        }
    }

    private String edited(Path real, NewStorage storage, boolean replace, boolean byDefault) throws IOException {
        try {
            String text = text(real);
            Node.Table table = YamlFormat.read(text);
            NamedStorages known = new FileCheck(Manner.NATIVE, file, new ArrayList<>())
                    .checked(table)
                    .storages();
            if (!replace && known.find(storage.name()) != null) {
                throw taken(storage.name());
            }
            return YamlEdit.with(storage, byDefault, text)
                    .orElseThrow(() -> notEditable(
                            storage, "it is written in a way that cannot be edited without changing more than that"));
        } catch (UnreadableFileException unreadable) {
            String where = file + (unreadable.line() > 0 ? ", line " + unreadable.line() : "");
            throw new UsageError(ErrorCode.CONFIG_UNREADABLE, "cannot use " + where, unreadable.why(), List.of());
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException notYet) {
            return "";
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), FILE_OF_THE_USER)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Refusal taken(String name) {
        return new Refusal(
                ErrorCode.STORAGE_NAME_TAKEN,
                "there is a storage named " + ShellWord.quoted(name) + " already",
                "it is in " + file + ", and was not touched; --replace writes over it",
                Suggestion.command("storage list" + again, "all there are, and where"));
    }

    private Refusal notEditable(NewStorage storage, String why) {
        StringBuilder lines = new StringBuilder("storages:\n  " + storage.name() + ":");
        storage.settings()
                .forEach((name, value) -> lines.append("\n    ")
                        .append(name)
                        .append(": '")
                        .append(value.replace("'", "''"))
                        .append('\''));
        return new Refusal(
                ErrorCode.CONFIG_NOT_EDITABLE,
                file + " is not edited",
                why + "; what would be written is\n" + lines,
                Suggestion.shell("\"${EDITOR:-vi}\" " + ShellWord.quoted(file.toString()), "write it there by hand"));
    }
}
