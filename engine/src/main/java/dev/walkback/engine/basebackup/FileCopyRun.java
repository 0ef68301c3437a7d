package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.engine.server.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Copies a copy that is safe to where a server can start on it, pg_control last. Cut short, it is begun again by the same command. */
public final class FileCopyRun {

    /** What a server that was there left, and a new one must not find. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    private final FileCopy copy;
    private final Destination to;
    private final Clock clock;
    private final LongConsumer progress;

    public FileCopyRun(FileCopy copy, Destination to, Clock clock, LongConsumer progress) {
        this.copy = copy;
        this.to = to;
        this.clock = clock;
        this.progress = progress;
    }

    /** What was copied. */
    public record Copied(long files, Map<String, Path> tablespaces) {

        public Copied {
            tablespaces = Map.copyOf(tablespaces);
        }
    }

    /**
     * @throws TargetException when the place is not to be used; nothing was touched
     * @throws UnfitBackupException for links that lead out of the copy
     */
    public Copied run() throws IOException {
        BaseBackup source = BaseBackup.in(copy.directory().path());
        Map<String, Path> tablespaces = tablespaces(source);
        check(tablespaces);
        Directories directories = new Directories(owner());
        directories.make(to.data());
        RestoreFolder folder = new RestoreFolder(to.data());
        BaseBackupStep step = new BaseBackupStep(
                ProcedureStep.UNPACK,
                "copy",
                source.folder().toString(),
                Facts.NONE.with("kind", copy.kind().word()),
                "copy " + source.folder());
        Plan<BaseBackupStep> plan = Plan.of("copy a data directory into " + to.data(), List.of(step), List.of());
        try (RestoreLock lock = RestoreLock.of(folder);
                Journal journal = Journal.continuing(folder.journal(), clock)) {
            journal.begin(plan);
            journal.before(0, List.of(step));
            long files = copied(source, tablespaces, directories, lock.folder());
            journal.after(0, List.of(new Outcome.Done(Facts.NONE.with("files", files))));
            journal.end(Journal.Ending.DONE);
            return new Copied(files, tablespaces);
        }
    }

    private @Nullable Owner owner() throws IOException {
        return to.owner() == null ? null : Owner.named(to.owner(), to.data().getFileSystem());
    }

    private Map<String, Path> tablespaces(BaseBackup source) {
        Map<String, Path> places = new TreeMap<>();
        for (Part part : source.tablespaces()) {
            if (!(to.tablespaces() instanceof TablespacePlaces.Under(Path under))) {
                throw new TargetException.Occupied(part.path());
            }
            places.put(part.tablespace(), under.resolve(part.tablespace()));
        }
        return places;
    }

    private void check(Map<String, Path> tablespaces) throws IOException {
        DataDirectory there = DataDirectory.look(to.data());
        if (there.isLive()) {
            throw new TargetException.Live(to.data());
        }
        boolean unfinished = there.content() == DataDirectory.Content.UNFINISHED_RESTORE;
        if (to.data().startsWith(copy.directory().path())
                || copy.directory().path().startsWith(to.data())) {
            throw new TargetException.Occupied(to.data());
        }
        if (!there.content().isFree() && !unfinished) {
            throw new TargetException.Occupied(to.data());
        }
        for (Path place : tablespaces.values()) {
            if (!unfinished && BaseBackupRun.isOccupied(place)) {
                throw new TargetException.Occupied(place);
            }
        }
    }

    private long copied(BaseBackup source, Map<String, Path> tablespaces, Directories directories, Path kept)
            throws IOException {
        DataTree tree = new DataTree(to.data(), null, tablespaces, to.owner());
        for (Map.Entry<String, Path> tablespace : tablespaces.entrySet()) {
            directories.make(tablespace.getValue());
            directories.make(to.data().resolve("pg_tblspc"));
            directories.link(to.data().resolve("pg_tblspc").resolve(tablespace.getKey()), tablespace.getValue());
        }
        long[] files = {0};
        Gathered gathered = new Gathered();
        for (Part part : source.parts()) {
            new PartReading(source, progress).read(part, (member, content) -> {
                if (member.path().startsWith(RestoreFolder.NAME) || LEFT_OUT.contains(member.path())) {
                    return true;
                }
                if (member.type() == Member.Type.FOLDER) {
                    tree.folder(member);
                } else if (member.isPgControl()) {
                    gathered.control(content);
                } else if (member.path().equals("tablespace_map") && !tablespaces.isEmpty()) {
                    byte[] map = Takings.map(tablespaces).getBytes(StandardCharsets.UTF_8);
                    tree.copy(member, new ByteArrayInputStream(map));
                } else if (member.isFile()) {
                    tree.copy(member, content);
                    files[0]++;
                }
                return true;
            });
        }
        DataTree.persist(to.data());
        for (Path place : tablespaces.values()) {
            DataTree.persist(place);
        }
        control(tree, gathered);
        assert Files.isDirectory(kept);
        return files[0] + 1;
    }

    private void control(DataTree tree, Gathered gathered) throws IOException {
        byte[] bytes = Objects.requireNonNull(gathered.controlBytes());
        Member member = new Member("global/pg_control", Member.Type.FILE, PgControl.BYTES, 0600, "");
        try (OutputStream out = tree.file(member)) {
            out.write(bytes);
        }
        DataTree.persist(to.data().resolve("global"));
        Directories.persist(to.data());
    }
}
