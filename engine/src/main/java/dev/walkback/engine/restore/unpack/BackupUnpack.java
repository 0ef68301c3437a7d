package dev.walkback.engine.restore.unpack;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.restore.fetch.Fetch;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.FetchLog;
import dev.walkback.engine.restore.fetch.FetchPlan;
import dev.walkback.engine.restore.gate.Gate;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.restore.partial.DatabaseChoice;
import dev.walkback.engine.restore.walk.RestoreLock;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.verify.FilesMetadataDocument;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a backup with all that it stands on. First everything is asked that can be known beforehand, and nothing is written as long
 * as there is an objection; then one journaled run, which the same request goes on with after it was ended by whatever.
 */
public final class BackupUnpack {

    private final UnpackRequest request;
    private final ContentSource source;
    private final Gate.Opinion opinion;
    private final FetchPlan plan;
    private final Plan<RestoreStep> steps;
    private final boolean goesOn;

    private BackupUnpack(
            UnpackRequest request, ContentSource source, Gate.Opinion opinion, FetchPlan plan, Plan<RestoreStep> steps)
            throws IOException {
        this.request = request;
        this.source = source;
        this.opinion = opinion;
        this.plan = plan;
        this.steps = steps;
        this.goesOn = checkTargets();
    }

    /**
     * Reads documents and small tars, and looks at the target. Writes nothing.
     *
     * @throws RefusedException when the backup cannot be restored, or not whole
     * @throws TargetException when something stands where it would go
     * @throws dev.walkback.engine.restore.partial.UnknownNameException when a database is wanted that it does not have
     */
    public static BackupUnpack prepare(UnpackRequest request, ContentSource source, Cluster cluster)
            throws IOException {
        Gate.Opinion all = Gate.on(source, cluster, request.backup());
        Gate.Opinion opinion = (request.withoutWal() ? all.withoutWal() : all).orRefuse();
        Chain chain = RecoveryWindows.of(cluster)
                .backup(request.backup())
                .orElseThrow()
                .chain();
        Map<Backup, Document<FilesMetadata>> first = new HashMap<>();
        Backup wanted = chain.members().getLast();
        Document<FilesMetadata> newest = FilesMetadataDocument.read(source, wanted);
        first.put(wanted, newest);
        Predicate<String> names = names(request, newest.optional().orElse(null));
        FetchPlan plan = FetchPlan.of(
                chain,
                backup -> metadata(first, source, backup),
                request.destination(),
                tablespaces(wanted, request.destination().tablespaces()),
                names,
                request.manner());
        if (plan.missingFiles() > 0) {
            throw RefusedException.before(
                    request.backup(),
                    List.of(Finding.of(
                                    FindingCode.FILES_WITHOUT_BASE,
                                    request.backup().text())
                            .with("entries", plan.missingFiles())
                            .with("names", String.join(", ", plan.someMissingFiles()))));
        }
        return new BackupUnpack(
                request, source, opinion, plan, Plan.of(purpose(request, source), plan.steps(), List.of()));
    }

    private static String purpose(UnpackRequest request, ContentSource source) {
        return "unpack " + request.backup() + " from " + source.storage().location() + " into "
                + request.destination().data();
    }

    private static @Nullable FilesMetadata metadata(
            Map<Backup, Document<FilesMetadata>> known, ContentSource source, Backup backup) {
        Document<FilesMetadata> document = known.remove(backup);
        return (document == null ? FilesMetadataDocument.read(source, backup) : document)
                .optional()
                .orElse(null);
    }

    private static Predicate<String> names(UnpackRequest request, @Nullable FilesMetadata newest) {
        if (request.databases().isEmpty()) {
            return request.names();
        }
        if (newest == null) {
            throw RefusedException.before(
                    request.backup(),
                    List.of(Finding.of(
                            FindingCode.FILES_METADATA_MISSING, request.backup().text())));
        }
        DatabaseChoice choice = DatabaseChoice.of(newest.relations(), request.databases());
        return name -> choice.wants(name) && request.names().test(name);
    }

    private static Map<String, Path> tablespaces(Backup backup, TablespacePlaces places) {
        Map<String, Path> all = new TreeMap<>();
        backup.sentinel()
                .optional()
                .map(Sentinel::spec)
                .ifPresent(spec -> spec.places().forEach((number, was) -> all.put(number, place(number, was, places))));
        return all;
    }

    private static Path place(String number, String was, TablespacePlaces places) {
        return switch (places) {
            case TablespacePlaces.Kept kept -> Path.of(was);
            case TablespacePlaces.Under(Path folder) -> folder.resolve(number);
            case TablespacePlaces.Moved(Map<String, Path> moved) ->
                moved.containsKey(was) ? moved.get(was) : moved.getOrDefault(number, Path.of(was));
        };
    }

    /**
     * Also where tablespaces go: left where they were, they may be those of the server that the backup is of.
     *
     * @return whether an earlier run of the same is there to be gone on with
     */
    private boolean checkTargets() throws IOException {
        boolean begun = checkTarget(request.destination().data(), steps);
        List<Path> others = new ArrayList<>(plan.tablespaces().values());
        Path wal = request.destination().wal();
        if (wal != null) {
            others.add(wal);
        }
        for (Path other : others) {
            if (!begun && !DataDirectory.look(other).content().isFree()) {
                throw new TargetException.Occupied(other);
            }
        }
        return begun;
    }

    private static boolean checkTarget(Path data, Plan<RestoreStep> steps) throws IOException {
        DataDirectory there = DataDirectory.look(data);
        if (there.isLive()) {
            throw new TargetException.Live(data);
        }
        return switch (there.content()) {
            case ABSENT, EMPTY, EMPTY_MOUNT -> false;
            case NOT_A_DIRECTORY -> throw new TargetException.NoDirectory(data);
            case CLOSED -> throw new AccessDeniedException(data.toString());
            case CLUSTER, OTHER -> throw new TargetException.Occupied(data);
            case UNFINISHED_RESTORE -> isOurs(data, steps);
        };
    }

    private static boolean isOurs(Path data, Plan<RestoreStep> steps) throws IOException {
        RestoreFolder folder = new RestoreFolder(data);
        Path journal = folder.journal();
        if (!Files.exists(journal)) {
            if (!isAlone(folder)) {
                throw new TargetException.Occupied(data);
            }
            return false;
        }
        Fingerprint theirs = JournalReader.read(journal).plan();
        if (!theirs.equals(steps.fingerprint())) {
            throw new TargetException.OtherRestore(data, theirs.text());
        }
        return true;
    }

    /** Nothing but the folder of somebody who was killed before anything was begun. */
    private static boolean isAlone(RestoreFolder folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder.data())) {
            return entries.allMatch(entry -> entry.equals(folder.path()) || entry.endsWith("lost+found"));
        }
    }

    /** What is fetched, and where it goes. */
    public FetchPlan plan() {
        return plan;
    }

    /** What a person should know, though nothing stands in the way. */
    public List<Finding> warnings() {
        return opinion.warnings();
    }

    /** Whether an earlier run began it. */
    public boolean goesOn() {
        return goesOn;
    }

    /**
     * Unpacks, and returns when everything is on the disk. What it kept of itself in the target is gone then.
     *
     * @throws RestoreLock.Taken when another process is at it
     * @throws RefusedException when only the content told that something is wrong; no server starts on what is there
     */
    public FetchEvent.Brought run(Clock clock, Consumer<? super FetchEvent> events)
            throws IOException, InterruptedException {
        Destination destination = request.destination();
        Path data = destination.data();
        RestoreFolder folder = new RestoreFolder(data);
        directories(destination).make(data);
        try (RestoreLock lock = RestoreLock.of(folder)) {
            checkTargets();
            FetchEvent.Brought brought = fetch(folder, clock, events);
            if (request.leavesNothing()) {
                Files.deleteIfExists(folder.journal());
                Files.deleteIfExists(folder.pages());
                lock.forget();
            }
            return brought;
        }
    }

    private static Directories directories(Destination destination) throws IOException {
        String owner = destination.owner();
        if (owner == null) {
            return new Directories(null);
        }
        try {
            return new Directories(Owner.named(owner, destination.data().getFileSystem()));
        } catch (UserPrincipalNotFoundException unknown) {
            throw new TargetException.UnknownOwner(destination.data(), owner);
        }
    }

    private FetchEvent.Brought fetch(RestoreFolder folder, Clock clock, Consumer<? super FetchEvent> events)
            throws IOException, InterruptedException {
        List<JournaledRun.Entry> earlier = Files.exists(folder.journal())
                ? JournalReader.read(folder.journal()).entries()
                : List.of();
        try (Journal journal = Journal.continuing(folder.journal(), clock)) {
            journal.begin(steps);
            Journal.Ending ending = Journal.Ending.FAILED;
            try {
                FetchEvent.Brought brought =
                        new Fetch(plan, source, FetchLog.of(journal, steps, earlier), events).run();
                ending = Journal.Ending.DONE;
                return brought;
            } catch (InterruptedException | StorageException.Interrupted told) {
                ending = Journal.Ending.INTERRUPTED;
                throw told;
            } finally {
                journal.end(ending);
            }
        }
    }
}
