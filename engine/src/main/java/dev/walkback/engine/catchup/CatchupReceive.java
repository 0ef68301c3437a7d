package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.gob.GobReader;
import dev.walkback.engine.gob.GobWriter;
import dev.walkback.engine.push.CopysOwn;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.walk.DataWalk;
import dev.walkback.engine.push.walk.Found;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.storage.codec.Lz4Line;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a server's side sends and lays it over a copy's files. The sender is not believed: names are judged, only files that were
 * told to it are deleted, and no server starts on the directory before all has come.
 */
public final class CatchupReceive {

    private static final String LABEL = "backup_label";
    private static final String MAP = "tablespace_map";

    private final Path data;
    private final CopyPlaces places;
    private final AsideControl aside;
    private final PgControl control;
    private final Map<String, Object> files = new HashMap<>();
    private byte @Nullable [] newControl;
    private boolean begun;
    private long whole;
    private long pages;
    private long removed;

    private CatchupReceive(Path data, PgControl control) {
        this.data = data;
        this.places = new CopyPlaces(data);
        this.aside = new AsideControl(data);
        this.control = control;
    }

    /**
     * Looks at the copy. Writes nothing.
     *
     * @throws CatchupRefused when it is none
     */
    public static CatchupReceive prepare(Path data) throws IOException, InterruptedException {
        if (DataDirectory.look(data).isLive()) {
            throw new TargetException.Live(data);
        }
        PgControl control = new AsideControl(data).read();
        if (control == null) {
            throw new CatchupRefused(CatchupRefused.Kind.NO_COPY, data + " has no pg_control that can be read");
        }
        CatchupReceive receive = new CatchupReceive(data, control);
        receive.list();
        return receive;
    }

    private void list() throws IOException, InterruptedException {
        new DataWalk(data.toRealPath(), new Found() {
                    @Override
                    public void file(WalkedFile file) {
                        String name = file.name().substring(1);
                        if (file.kind() == WalkedFile.Kind.FILE && !name.equals(AsideControl.ASIDE)) {
                            long nanos = file.modifiedNanos();
                            files.put(
                                    name, Map.of(CatchupWire.TIME, CatchupWire.time(Instant.ofEpochSecond(0, nanos))));
                        }
                    }

                    @Override
                    public void control(WalkedFile file) {
                        // it comes in any case
                    }

                    @Override
                    public void leftOut(Path path, String why) {
                        // and is left alone
                    }
                })
                .run();
    }

    /** Does it, over a line. */
    public CatchupFetch.Brought run(InputStream in, OutputStream out) throws IOException {
        try (OutputStream frame = Lz4Line.writing(out)) {
            GobWriter writer = new GobWriter(frame);
            writer.write(
                    CatchupWire.CONTROL,
                    Map.of(
                            CatchupWire.SYSTEM,
                            control.systemIdentifier().bits(),
                            CatchupWire.TIMELINE,
                            Integer.toUnsignedLong(control.checkpoint().timeline()),
                            CatchupWire.CHECKPOINT,
                            AsideControl.has(control).bits()));
            writer.write(CatchupWire.FILES, files);
        }
        GobReader reader = new GobReader(Lz4Line.reading(in));
        while (true) {
            Map<?, ?> command = CatchupWire.struct(reader.read());
            if (!begun) {
                aside.putAside();
                begun = true;
            }
            if (CatchupWire.is(command, CatchupWire.IS_DONE)) {
                finish();
                return new CatchupFetch.Brought(whole, pages, removed);
            }
            obey(command, reader);
        }
    }

    /** Whether files may have changed: then the copy is whole only when all came. */
    public boolean hasBegun() {
        return begun;
    }

    private void obey(Map<?, ?> command, GobReader reader) throws IOException {
        String name = CatchupWire.text(command, CatchupWire.NAME);
        if (CatchupWire.is(command, CatchupWire.IS_CONTENT)) {
            content(name, CatchupWire.bytes(command, CatchupWire.CONTENT));
        } else if (CatchupWire.is(command, CatchupWire.IS_WHOLE)) {
            Sent sent = new Sent(reader, CatchupWire.number(command, CatchupWire.BYTES));
            Path file = file(name);
            if (isOfTheCopy(file)) {
                sent.skip();
            } else {
                write(file, sent);
                whole++;
            }
        } else if (CatchupWire.is(command, CatchupWire.IS_INCREMENT)) {
            long bytes = CatchupWire.number(command, CatchupWire.BYTES);
            Sent sent = new Sent(reader, bytes);
            pages += PageFile.apply(file(name), sent, bytes);
            sent.skip();
        } else if (CatchupWire.is(command, CatchupWire.IS_DELETION)) {
            if (command.get(CatchupWire.DELETED) instanceof List<?> names) {
                for (Object each : names) {
                    delete(String.valueOf(each));
                }
            }
        } else {
            throw new IOException("the other side wants something that is not known here");
        }
    }

    private void content(String name, byte[] content) throws IOException {
        switch (name) {
            case MAP ->
                places.tablespaces(TablespaceMap.read(content)
                        .optional()
                        .orElseThrow(() -> new IOException("the tablespace_map that came cannot be read"))
                        .places());
            case AsideControl.NAME -> newControl = content;
            default -> {
                try (InputStream bytes = new ByteArrayInputStream(content)) {
                    write(file(name), bytes);
                }
            }
        }
    }

    private Path file(String name) throws IOException {
        Path file = places.of(name);
        if (name.equals(AsideControl.NAME) || name.equals(AsideControl.ASIDE)) {
            throw new IOException("pg_control came before its time");
        }
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            String[] parts = name.split("/", 3);
            if (parts.length == 3
                    && parts[0].equals("pg_tblspc")
                    && !Files.isDirectory(data.resolve("pg_tblspc/" + parts[1]))) {
                throw new IOException(
                        "the copy has no tablespace " + parts[1] + ", and was not told where it is to be");
            }
            places.folder(name.substring(0, slash));
        }
        return file;
    }

    private static boolean isOfTheCopy(Path file) {
        return CopysOwn.FILES.contains(String.valueOf(file.getFileName())) && Files.exists(file);
    }

    private static void write(Path file, InputStream content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            PageFile.copy(content, channel);
            channel.force(true);
        }
    }

    private void delete(String name) throws IOException {
        if (!files.containsKey(name) || CopysOwn.FILES.contains(name.substring(name.lastIndexOf('/') + 1))) {
            throw new IOException("the other side wants " + name + " deleted, which it was not told of");
        }
        if (Files.deleteIfExists(places.of(name))) {
            removed++;
        }
    }

    private void finish() throws IOException {
        byte[] content = newControl;
        if (content == null || !Files.isRegularFile(data.resolve(LABEL))) {
            throw new IOException("the other side ended without pg_control or backup_label");
        }
        PgControl brought = PgControl.read(content).optional().orElse(null);
        if (brought == null || !brought.systemIdentifier().equals(control.systemIdentifier())) {
            throw new IOException("the pg_control that came is not of this cluster, or damaged");
        }
        // the copy's own links hold; a map would lead them to the other server's places
        Files.deleteIfExists(data.resolve(MAP));
        CatchupFetch.sync(data);
        aside.bring(content);
    }

    /** The bytes of one file, cut into messages. */
    private static final class Sent extends InputStream {

        private final GobReader reader;
        private long left;
        private byte[] now = {};
        private int at;

        Sent(GobReader reader, long bytes) throws IOException {
            if (bytes < 0) {
                throw new IOException("a file of more bytes than there can be");
            }
            this.reader = reader;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == now.length) {
                if (left == 0) {
                    return -1;
                }
                if (!(reader.read() instanceof byte[] next) || next.length == 0 || next.length > left) {
                    throw new EOFException("the other side sent something else than the rest of a file");
                }
                now = next;
                at = 0;
                left -= next.length;
            }
            int count = Math.min(length, now.length - at);
            System.arraycopy(now, at, into, from, count);
            at += count;
            return count;
        }

        void skip() throws IOException {
            transferTo(OutputStream.nullOutputStream());
        }
    }
}
