package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.gob.GobReader;
import dev.walkback.engine.gob.GobType.Basic;
import dev.walkback.engine.gob.GobWriter;
import dev.walkback.engine.push.BackupServer;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.BackupStop;
import dev.walkback.engine.push.CopysOwn;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.delta.CatchupBasis;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.pack.OpenIncrement;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.push.walk.DataWalk;
import dev.walkback.engine.push.walk.Found;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.storage.codec.Lz4Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a copy what it lacks: pages that are newer than what it has, other files whole, and nothing of files whose time says that
 * they are the same. The copy's side says what it has; this side never writes anything of its own.
 */
public final class CatchupSend {

    private static final int AT_ONCE = 1 << 15;
    private static final String MAP = "tablespace_map";

    /** Where files that the server has no more are in the copy's way. Elsewhere are things that each server keeps for itself. */
    private static final Set<String> SHARED = Set.of(
            "base",
            "global",
            "pg_tblspc",
            "pg_xact",
            "pg_multixact",
            "pg_commit_ts",
            "pg_twophase",
            "pg_logical",
            "pg_stat");

    private final Path directory;
    private final BackupServer server;
    private final Map<String, Instant> copys = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int pageBytes = 1;
    private long whole;
    private long pages;
    private long unchanged;

    /** @param directory the data directory of that server */
    public CatchupSend(Path directory, BackupServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** What was sent. Whether the copy is whole its own side says: nothing comes back. */
    public record Sent(long files, long pages, long unchanged, long deleted, Lsn since, Lsn start, Lsn finish) {}

    /**
     * Over a line, which stays open.
     *
     * @throws CatchupRefused when the copy cannot be brought forward from here; nothing was sent
     */
    public Sent run(InputStream in, OutputStream out) throws IOException, InterruptedException {
        ServerFacts facts = server.facts();
        Path root = root(facts);
        pageBytes = facts.pageBytes();
        GobReader reader = new GobReader(Lz4Line.reading(in));
        Map<?, ?> control = CatchupWire.struct(reader.read());
        Lsn since = new Lsn(CatchupWire.number(control, CatchupWire.CHECKPOINT));
        check(control, facts);
        times(CatchupWire.struct(reader.read()));
        BackupStart start = server.start("catchup");
        if (!since.isBefore(start.lsn())) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.AHEAD, "the copy is at " + since + ", and this server at " + start.lsn());
        }
        try (OutputStream frame = Lz4Line.writing(out)) {
            GobWriter writer = new GobWriter(frame);
            Map<String, String> tablespaces = tablespaces(root);
            if (!tablespaces.isEmpty()) {
                // before their files, for a copy that has not all of them; WAL-G's side takes it for what it is
                content(writer, MAP, TablespaceLines.write(tablespaces));
            }
            Treatments treatments =
                    new CatchupBasis(since, true, FileReading.ByteLimit.NONE).treatments(null, facts, start);
            walk(root, writer, treatments);
            long deleted = delete(writer);
            BackupStop stop = server.stop(Duration.ZERO);
            if (!stop.timeline().equals(start.timeline())) {
                throw new PushRefused(new PushRefused.Why.Promoted(start.timeline(), stop.timeline()));
            }
            content(writer, "backup_label", bytes(stop.label()));
            content(writer, MAP, bytes(stop.tablespaces()));
            content(writer, AsideControl.NAME, Files.readAllBytes(root.resolve(AsideControl.NAME)));
            writer.write(CatchupWire.COMMAND, Map.of(CatchupWire.IS_DONE, true));
            return new Sent(whole, pages, unchanged, deleted, since, start.lsn(), stop.lsn());
        }
    }

    private Path root(ServerFacts facts) {
        try {
            Path here = directory.toRealPath();
            if (here.equals(facts.dataDirectory().toRealPath())) {
                return here;
            }
        } catch (IOException absent) {
            // one of them is not here
        }
        throw new PushRefused(new PushRefused.Why.OtherDirectory(directory, facts.dataDirectory()));
    }

    private static void check(Map<?, ?> control, ServerFacts facts) {
        SystemIdentifier theirs = new SystemIdentifier(CatchupWire.number(control, CatchupWire.SYSTEM));
        if (!theirs.equals(facts.identifier())) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.OTHER_CLUSTER,
                    "the copy is of system " + theirs + ", and this server of " + facts.identifier());
        }
        long timeline = CatchupWire.number(control, CatchupWire.TIMELINE);
        if (timeline != facts.timeline().number()) {
            throw new CatchupRefused(
                    CatchupRefused.Kind.OTHER_TIMELINE,
                    "the copy is on timeline " + timeline + ", and this server on " + facts.timeline());
        }
    }

    private void times(Map<?, ?> list) throws IOException {
        for (Map.Entry<?, ?> file : list.entrySet()) {
            if (CatchupWire.struct(file.getValue()).get(CatchupWire.TIME) instanceof byte[] time) {
                copys.put(String.valueOf(file.getKey()), CatchupWire.time(time));
            }
        }
    }

    private static Map<String, String> tablespaces(Path root) throws IOException {
        Map<String, String> places = new TreeMap<>();
        try (Stream<Path> links = Files.list(root.resolve("pg_tblspc"))) {
            for (Path link : links.filter(Files::isSymbolicLink).toList()) {
                places.put(
                        String.valueOf(link.getFileName()),
                        Files.readSymbolicLink(link).toString());
            }
        }
        return places;
    }

    private void walk(Path root, GobWriter writer, Treatments treatments) throws IOException, InterruptedException {
        try {
            DataWalk walk = new DataWalk(root, new Found() {
                @Override
                public void file(WalkedFile file) {
                    try {
                        found(writer, treatments, file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void control(WalkedFile file) {
                    seen.add(AsideControl.NAME);
                }

                @Override
                public void leftOut(Path path, String why) {
                    // a socket or the like
                }
            });
            walk.run();
            if (walk.tablespaces() != null) {
                // WAL-G's side lists their links as files
                walk.tablespaces().places().keySet().forEach(number -> seen.add("pg_tblspc/" + number));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void found(GobWriter writer, Treatments treatments, WalkedFile file) throws IOException {
        String name = file.name().substring(1);
        seen.add(name);
        if (file.kind() != WalkedFile.Kind.FILE || isServersOwn(name)) {
            return;
        }
        @Nullable Instant copys = this.copys.get(name);
        if (copys != null && copys.equals(Instant.ofEpochSecond(0, file.modifiedNanos()))) {
            unchanged++;
            return;
        }
        try (FileChannel open = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            Optional<OpenIncrement> increment =
                    copys != null && treatments.of(file) instanceof Treatment.Incremented how
                            ? treatments.increment(file, open, how)
                            : Optional.empty();
            if (increment.isPresent()) {
                increment(writer, name, increment.get());
            } else {
                whole(writer, name, open);
            }
        } catch (NoSuchFileException dropped) {
            // WAL says so, and the copy replays it
        }
    }

    private void increment(GobWriter writer, String name, OpenIncrement increment) throws IOException {
        writer.write(
                CatchupWire.COMMAND,
                Map.of(CatchupWire.NAME, name, CatchupWire.IS_INCREMENT, true, CatchupWire.BYTES, increment.bytes()));
        Piece piece = new Piece(writer);
        increment.writeTo(piece::take);
        piece.send();
        pages += increment.bytes() / pageBytes;
    }

    private void whole(GobWriter writer, String name, FileChannel open) throws IOException {
        long bytes = open.size();
        writer.write(
                CatchupWire.COMMAND,
                Map.of(CatchupWire.NAME, name, CatchupWire.IS_WHOLE, true, CatchupWire.BYTES, bytes));
        ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE);
        for (long at = 0; at < bytes; ) {
            buffer.clear().limit((int) Math.min(AT_ONCE, bytes - at));
            while (buffer.hasRemaining() && open.read(buffer, at + buffer.position()) >= 0) {}
            // what was cut off meanwhile becomes zeros: WAL says so
            byte[] piece = new byte[buffer.limit()];
            buffer.flip().get(piece, 0, buffer.limit());
            writer.write(Basic.BYTES, piece);
            at += piece.length;
        }
        whole++;
    }

    private long delete(GobWriter writer) throws IOException {
        List<String> gone = copys.keySet().stream()
                .filter(name -> !seen.contains(name)
                        && name.contains("/")
                        && SHARED.contains(name.substring(0, name.indexOf('/')))
                        && !name.startsWith(AsideControl.NAME)
                        && !name.contains("pgsql_tmp")
                        && !isServersOwn(name))
                // what lies in a folder before the folder, which WAL-G's side lists as well
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!gone.isEmpty()) {
            writer.write(CatchupWire.COMMAND, Map.of(CatchupWire.IS_DELETION, true, CatchupWire.DELETED, gone));
        }
        return gone.size();
    }

    private static boolean isServersOwn(String name) {
        return CopysOwn.FILES.contains(name.substring(name.lastIndexOf('/') + 1));
    }

    private static void content(GobWriter writer, String name, byte[] content) throws IOException {
        writer.write(
                CatchupWire.COMMAND,
                Map.of(CatchupWire.NAME, name, CatchupWire.IS_CONTENT, true, CatchupWire.CONTENT, content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes gathered to messages. */
    private static final class Piece {

        private final GobWriter writer;
        private final byte[] gathered = new byte[AT_ONCE];
        private int filled;

        Piece(GobWriter writer) {
            this.writer = writer;
        }

        void take(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                int step = Math.min(left, AT_ONCE - filled);
                System.arraycopy(bytes, at, gathered, filled, step);
                filled += step;
                at += step;
                left -= step;
                if (filled == AT_ONCE) {
                    send();
                }
            }
        }

        void send() throws IOException {
            if (filled > 0) {
                writer.write(Basic.BYTES, Arrays.copyOf(gathered, filled));
                filled = 0;
            }
        }
    }
}
