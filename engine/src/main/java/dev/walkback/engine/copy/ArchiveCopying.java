package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupDocuments;
import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.mark.document.PermanenceField;
import dev.walkback.engine.plan.Packed;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.engine.plan.objects.PackedObjects;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans a copy of backups: looks at both sides and writes nothing. */
public final class ArchiveCopying {

    private static final String METADATA = "/metadata.json";
    private static final int LARGEST_METADATA = 16 << 20;

    private final Storage from;
    private final Storage to;
    private final BackupDocuments documents;
    private final Beside beside;
    private final SameContent same;

    private final Packed.Builder<CopyObject> steps = new Packed.Builder<>(PackedObjects.COPIES);
    private final List<CopyObject> metadata = new ArrayList<>();
    private final List<CopyObject> sentinels = new ArrayList<>();
    private final List<String> different = new ArrayList<>();
    private final List<BackupName> marked = new ArrayList<>();
    private long equal;

    private ArchiveCopying(Storage from, Storage to) {
        this.from = from;
        this.to = to;
        this.documents = new BackupDocuments(from, BackupKeys.BACKUPS);
        this.beside = new Beside(from, to);
        this.same = new SameContent(from, to);
    }

    /**
     * @throws StorageException.Missing when a backup has no sentinel, or one that it stands on has none
     * @throws StorageException.Damaged when a sentinel makes no sense, or a chain never ends
     */
    public static ArchiveCopy plan(Storage from, Storage to, CopyRequest request) {
        return new ArchiveCopying(from, to).planned(request);
    }

    private ArchiveCopy planned(CopyRequest request) {
        List<BackupName> asked = request.backups().isEmpty() ? documents.names() : request.backups();
        Map<BackupName, Integer> depths = new HashMap<>();
        Map<BackupName, Sentinel> read = new HashMap<>();
        asked.forEach(name -> depth(name, depths, read, new HashSet<>()));
        WantedWal wal = new WantedWal(request.size(), request.history());
        Set<BackupName> named = Set.copyOf(asked);
        read.forEach((name, sentinel) -> span(wal, name, sentinel, named.contains(name), request.size()));
        if (!depths.isEmpty()) {
            beside.forEach(WantedWal.FOLDER, wal::wants, this::take);
            beside.forEach(
                    BackupKeys.BACKUPS,
                    key -> owner(key).filter(depths::containsKey).isPresent(),
                    this::take);
        }
        Comparator<CopyObject> parentsFirst =
                Comparator.comparing(step -> depths.get(owner(step.object()).orElseThrow()));
        sentinels.sort(parentsFirst.thenComparing(CopyObject::object));
        metadata.forEach(steps::add);
        sentinels.forEach(steps::add);
        Plan<CopyObject> plan =
                Plan.of("copy backups from " + from.location() + " to " + to.location(), steps.list(), List.of());
        List<BackupName> all = depths.keySet().stream().sorted().toList();
        return new ArchiveCopy(plan, all, equal, different, marked, wal.lacks(), strangers(read));
    }

    /** How many backups it stands on. */
    private int depth(
            BackupName name, Map<BackupName, Integer> depths, Map<BackupName, Sentinel> read, Set<BackupName> below) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        if (!below.add(name)) {
            throw new StorageException.Damaged(
                    from.location(), BackupKeys.of(name).sentinel(), "it stands on itself", null);
        }
        Sentinel sentinel = documents.sentinel(name).content();
        int depth = sentinel.origin()
                .map(delta -> 1 + depth(delta.parent(), depths, read, below))
                .orElse(0);
        depths.put(name, depth);
        read.put(name, sentinel);
        return depth;
    }

    private void span(WantedWal wal, BackupName name, Sentinel sentinel, boolean asked, SegmentSize size) {
        Lsn start = sentinel.start();
        Lsn finish = sentinel.finish();
        Optional<Timeline> timeline = name.start().map(WalFile.Digits::timeline);
        if (start == null || finish == null || timeline.isEmpty() || finish.isBefore(start)) {
            wal.addUntold(name);
            return;
        }
        wal.add(name, asked, Segment.before(timeline.get(), start, size), Segment.before(timeline.get(), finish, size));
    }

    /** The backup that an object of the folder belongs to. */
    private static Optional<BackupName> owner(String key) {
        String file = key.substring(BackupKeys.BACKUPS.length());
        int slash = file.indexOf('/');
        if (slash < 0) {
            return BackupKeys.named(key);
        }
        return slash == 0 ? Optional.empty() : Optional.of(new BackupName(file.substring(0, slash)));
    }

    private void take(ObjectInfo source, @Nullable ObjectInfo target) {
        if (target == null) {
            add(new CopyObject(source, null));
        } else if (same.of(source, target)) {
            equal++;
        } else if (isMetadata(source.key()) && differsInMarkOnly(source, target)) {
            marked.add(owner(source.key()).orElseThrow());
        } else {
            different.add(source.key());
        }
    }

    private void add(CopyObject step) {
        if (isMetadata(step.object())) {
            metadata.add(step);
        } else if (BackupKeys.isSentinel(step.object())) {
            sentinels.add(step);
        } else {
            steps.add(step);
        }
    }

    static boolean isMetadata(String key) {
        return key.startsWith(BackupKeys.BACKUPS) && key.endsWith(METADATA);
    }

    /** A mark is given or taken at any time, on either side, and the backup stays the same backup. */
    private boolean differsInMarkOnly(ObjectInfo source, ObjectInfo target) {
        if (Math.max(source.size(), target.size()) > LARGEST_METADATA) {
            return false;
        }
        try (OpenObject ours = from.read(source.key());
                OpenObject theirs = to.read(target.key())) {
            byte[] one = PermanenceField.with(ours.bytes().readAllBytes(), true);
            byte[] other = PermanenceField.with(theirs.bytes().readAllBytes(), true);
            return Arrays.equals(one, other);
        } catch (IOException noDocument) {
            return false;
        }
    }

    /** Whose backups the target holds already, if it is somebody else's. */
    private List<SystemIdentifier> strangers(Map<BackupName, Sentinel> read) {
        Set<SystemIdentifier> ours = new HashSet<>();
        read.values()
                .forEach(sentinel ->
                        Optional.ofNullable(sentinel.systemIdentifier()).ifPresent(ours::add));
        BackupDocuments theirs = new BackupDocuments(to, BackupKeys.BACKUPS);
        List<BackupName> names = theirs.names();
        if (ours.isEmpty() || names.isEmpty()) {
            return List.of();
        }
        return List.of(names.getFirst(), names.getLast()).stream()
                .flatMap(name -> identifier(theirs, name).stream())
                .filter(identifier -> !ours.contains(identifier))
                .distinct()
                .toList();
    }

    private static Optional<SystemIdentifier> identifier(BackupDocuments documents, BackupName name) {
        try {
            Sentinel sentinel = documents.sentinel(name).content();
            if (sentinel.systemIdentifier() != null) {
                return Optional.of(sentinel.systemIdentifier());
            }
            BackupMetadata metadata = documents.metadata(name).content();
            return Optional.ofNullable(metadata.systemIdentifier());
        } catch (StorageException.Missing | StorageException.Damaged spoilt) {
            return Optional.empty();
        }
    }
}
