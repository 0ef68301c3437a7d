package dev.walkback.engine.restore.fetch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Which pages the finished parts have brought. Each part's are on the disk before the journal says that it is finished: a later
 * run must know what an older backup may not write over.
 *
 * <p>One file a part, {@code N.pages}: a mark, for each entry a 1, its name and its pages, a 0, and a checksum of all that.
 */
final class PageMemory {

    private static final int MARK = 0x77627031;

    private final Path folder;
    private final Map<String, PagedFile> files = new ConcurrentHashMap<>();

    PageMemory(Path folder) {
        this.folder = folder;
    }

    @Nullable
    PagedFile of(String name) {
        return files.get(name);
    }

    /** Nothing more is missing of the file. */
    void forget(String name) {
        files.remove(name);
    }

    /** Takes over what a part brought: whoever comes next must not write over it. Parts of one layer share no file. */
    void add(Map<String, PagedFile> brought) throws IOException {
        for (Map.Entry<String, PagedFile> file : brought.entrySet()) {
            PagedFile newer = files.get(file.getKey());
            files.put(file.getKey(), newer == null ? file.getValue() : newer.on(file.getValue()));
        }
    }

    /** The same for later runs; before the part is called finished. */
    void keep(int part, Map<String, PagedFile> brought) throws IOException {
        if (!brought.isEmpty()) {
            store(part, brought);
        }
    }

    private void store(int part, Map<String, PagedFile> brought) throws IOException {
        Path unfinished = folder.resolve(part + ".tmp");
        CRC32C sum = new CRC32C();
        try (OutputStream file = Files.newOutputStream(unfinished);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(file, sum)))) {
            out.writeInt(MARK);
            for (Map.Entry<String, PagedFile> each : brought.entrySet()) {
                out.writeBoolean(true);
                out.writeUTF(each.getKey());
                each.getValue().write(out);
            }
            out.writeBoolean(false);
            out.flush();
            out.writeLong(sum.getValue());
        }
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.folder(folder);
    }

    /** What a part of an earlier run brought, if it brought any pages. Parts are recalled newest first. */
    void recall(int part) throws IOException {
        CRC32C sum = new CRC32C();
        Map<String, PagedFile> brought = new ConcurrentHashMap<>();
        try (InputStream file = Files.newInputStream(file(part));
                DataInputStream in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(file), sum))) {
            if (in.readInt() != MARK) {
                throw new IOException("it is none of ours");
            }
            while (in.readBoolean()) {
                brought.put(in.readUTF(), PagedFile.read(in));
            }
            long computed = sum.getValue();
            if (in.readLong() != computed) {
                throw new IOException("its checksum is wrong");
            }
        } catch (NoSuchFileException broughtNone) {
            return;
        }
        add(brought);
    }

    /** Lets go of what parts left behind that were never finished. */
    void drop(IntPredicate finished) throws IOException {
        try (DirectoryStream<Path> stored = Files.newDirectoryStream(folder)) {
            for (Path file : stored) {
                String name = file.getFileName().toString();
                boolean kept = name.matches("[0-9]{1,9}[.]pages")
                        && finished.test(Integer.parseInt(name.substring(0, name.indexOf('.'))));
                if (!kept) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path file(int part) {
        return folder.resolve(part + ".pages");
    }
}
