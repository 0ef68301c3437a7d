package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.document.BackupDocuments;
import dev.walkback.engine.push.document.FilesDocument;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.hashes.TarHashes;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.push.pack.Packing;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.engine.push.pack.SmallTar;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup of a server whose files are at hand. It comes to be with its last object, the sentinel; whatever happens before
 * leaves none. It counts when the WAL that it needs has arrived.
 */
public final class BackupPush {

    private static final int SENTINEL_VERSION = 2;
    /** For knowing how much there is. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final PushRequest request;
    private final PushManner manner;
    private final PushHost host;
    private final BackupServer server;
    private final ContentSink sink;
    private final ParentChoice parents;
    private final ComposerChoice composers;
    private final Clock clock;
    private final Consumer<? super PushEvent> events;

    public BackupPush(
            PushRequest request,
            PushManner manner,
            PushHost host,
            BackupServer server,
            ContentSink sink,
            ParentChoice parents,
            ComposerChoice composers,
            Clock clock,
            Consumer<? super PushEvent> events) {
        this.request = request;
        this.manner = manner;
        this.host = host;
        this.server = server;
        this.sink = sink;
        this.parents = parents;
        this.composers = composers;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Everything.
     *
     * @throws PushRefused where it cannot be, or not like this
     * @throws ServerFailure what the server does not do
     */
    public BackupPushed run() throws IOException, InterruptedException {
        Instant began = clock.instant();
        ServerFacts facts = server.facts();
        Path root = root(facts);
        boolean walComes = walComes(facts);
        @Nullable Parent parent = parents.parent(facts).orElse(null);
        events.accept(new PushEvent.Starting());
        Measuring measuring = Measuring.begin(root);
        BackupStart start = server.start(request.label());
        events.accept(new PushEvent.Started(start));
        Optional<PushEvent.Estimated> estimated = measuring.within(PATIENCE);
        if (parent == null) {
            estimated.ifPresent(events);
        }
        BackupObjectNames names = new BackupObjectNames(
                manner.catchUp() == null ? BackupKeys.BACKUPS : BackupKeys.CATCHUPS, name(start, parent));
        checkFree(names);
        Making making = new Making(facts, root, parent, start, names, began, walComes);
        return making.run();
    }

    private Path root(ServerFacts facts) throws IOException {
        Path asked = host.dataDirectory();
        Optional<Path> here = DataDirectory.real(asked);
        Optional<Path> servers = DataDirectory.real(facts.dataDirectory());
        if (here.isEmpty() || !here.equals(servers)) {
            throw new PushRefused(new PushRefused.Why.OtherDirectory(asked, facts.dataDirectory()));
        }
        return here.get();
    }

    /** Whether it makes sense to wait for WAL. */
    private boolean walComes(ServerFacts facts) {
        Archiving archiving = server.archiving();
        boolean likely = archiving.isLikely(facts.inRecovery());
        if (!likely && !manner.unarchivedToo()) {
            throw new PushRefused(new PushRefused.Why.NotArchiving(archiving.mode(), archiving.configured()));
        }
        if (!likely && manner.catchUp() == null) {
            events.accept(new PushEvent.Note("the server does not archive its WAL (archive_mode is " + archiving.mode()
                    + "): it is not waited for, and without it the backup cannot be restored"));
        }
        return likely && manner.walLimit().isPositive();
    }

    private static BackupName name(BackupStart start, @Nullable Parent parent) {
        if (parent == null) {
            return start.name();
        }
        String from = parent.name()
                .start()
                .orElseThrow(() -> new IllegalArgumentException("a parent's name tells where it starts"))
                .name();
        return new BackupName(start.name() + "_D_" + from);
    }

    /** Tars that a broken push left under the same name would be unpacked with ours. */
    private void checkFree(BackupObjectNames names) {
        if (sink.storage().stat(names.sentinel()).isPresent()) {
            throw new PushRefused(new PushRefused.Why.NameTaken(names.name()));
        }
        try (Stream<ObjectInfo> left = sink.storage().list(KeyRange.prefix(names.folder()))) {
            if (left.findAny().isPresent()) {
                throw new PushRefused(new PushRefused.Why.LeftByAnother(names.name()));
            }
        }
    }

    /** Files are read from now on. */
    private TarMaking making(ServerFacts facts, @Nullable Parent parent, BackupObjectNames names) {
        return new TarMaking(
                names.name().text(),
                facts.identifier() == null ? "" : facts.identifier().toString(),
                TarMaking.parentName(parent),
                clock.instant(),
                request.verifyPages());
    }

    /** One backup that has begun. */
    private final class Making {

        private final ServerFacts facts;
        private final Path root;
        private final @Nullable Parent parent;
        private final BackupStart start;
        private final BackupObjectNames names;
        private final Instant began;
        private final boolean walComes;
        private final FilesDocument files;
        private final Tally tally;
        private final TarHashes hashes;
        private final ContentSink tars;
        private final SmallTar small;

        Making(
                ServerFacts facts,
                Path root,
                @Nullable Parent parent,
                BackupStart start,
                BackupObjectNames names,
                Instant began,
                boolean walComes)
                throws IOException {
            this.facts = facts;
            this.root = root;
            this.parent = parent;
            this.start = start;
            this.names = names;
            this.began = began;
            this.walComes = walComes;
            this.files = new FilesDocument(host.zone());
            this.tally = new Tally();
            this.hashes = new TarHashes(sink, names, making(facts, parent, names), Stamp.below(root));
            this.tars = sink.telling(hashes);
            this.small = new SmallTar(tars, names.tars(), events);
        }

        BackupPushed run() throws IOException, InterruptedException {
            Treatments treatments = parents.treatments(parent, facts, start);
            Composer composer = composers.of(parent, facts, start);
            List<PackingWatch> watches = new ArrayList<>(manner.watches());
            watches.add(files);
            watches.add(tally);
            watches.add(hashes);
            FileReading reading = new FileReading(manner.reading(), events);
            Packing packing = new Packing(
                    tars,
                    names.tars(),
                    composer,
                    treatments,
                    watches,
                    reading,
                    events,
                    request.atOnce(),
                    manner.queued());
            Finding finding = new Finding(root, composer, treatments, this::isOfTheCopy, watches, events);
            Packing.Packed packed = pack(packing, finding);
            parents.packed();
            SmallTar.Stored control = small.file("pg_control.tar", finding.control(), reading);
            events.accept(new PushEvent.Stopping());
            BackupStop stop = server.stop(manner.stopLimit());
            if (!stop.timeline().equals(start.timeline())) {
                throw new PushRefused(new PushRefused.Why.Promoted(start.timeline(), stop.timeline()));
            }
            SmallTar.Stored label = label(stop);
            Sentinel sentinel = sentinel(
                    stop,
                    finding,
                    packed.payload() + control.payload() + label.payload(),
                    packed.stored() + control.stored() + label.stored());
            document(sentinel);
            await(stop);
            return new BackupPushed(
                    names.name(),
                    parent,
                    sentinel,
                    start,
                    stop,
                    tally.files(),
                    tally.skipped(),
                    packed.tars() + 2,
                    walComes,
                    Duration.between(began, clock.instant()));
        }

        /** What a copy keeps of its own when it is brought forward. */
        private boolean isOfTheCopy(String name) {
            return manner.catchUp() != null && CopysOwn.FILES.contains(name.substring(name.lastIndexOf('/') + 1));
        }

        private Packing.Packed pack(Packing packing, Finding finding) throws IOException, InterruptedException {
            AliveWatch alive = new AliveWatch(server, manner.aliveEvery());
            try {
                Packing.Packed packed = packing.run(finding);
                alive.throwFailure();
                return packed;
            } catch (IOException | InterruptedException | RuntimeException stopped) {
                alive.throwFailure();
                throw stopped;
            } finally {
                alive.end();
            }
        }

        private SmallTar.Stored label(BackupStop stop) throws IOException {
            SmallTar.Stored stored = small.texts(
                    "backup_label.tar",
                    List.of(Map.entry("backup_label", stop.label()), Map.entry("tablespace_map", stop.tablespaces())));
            // in WAL-G's order, which is not that of the tar
            files.list(sink.key("backup_label.tar"), List.of("tablespace_map", "backup_label"));
            return stored;
        }

        private void document(Sentinel sentinel) throws IOException, InterruptedException {
            BackupDocuments documents = new BackupDocuments(sink, names, events);
            documents.describe(
                    sentinel,
                    request.filesMetadata()
                            ? files.content(request.relationNames() ? server.databases() : List.of())
                            : null);
            hashes.finish();
            manner.beforeItCounts().run();
            if (parent != null && request.permanent()) {
                parents.markPermanent(parent);
            }
            documents.seal(sentinel, manner.catchUp());
        }

        private void await(BackupStop stop) throws InterruptedException {
            if (walComes) {
                new WalArrival(sink.storage(), clock, events)
                        .await(
                                names.name(),
                                start.timeline(),
                                start.lsn(),
                                stop.lsn(),
                                facts.segmentSize(),
                                manner.walLimit());
            }
        }

        private Sentinel sentinel(BackupStop stop, Finding finding, long payload, long stored) {
            return new Sentinel(
                    SENTINEL_VERSION,
                    start.lsn(),
                    stop.lsn(),
                    parent == null
                            ? null
                            : new Sentinel.Delta(parent.name(), parent.start(), parent.full(), parent.count()),
                    facts.version(),
                    facts.identifier(),
                    payload,
                    stored,
                    finding.catalogBytes(),
                    finding.tablespaces(),
                    request.userData(),
                    !request.filesMetadata(),
                    false,
                    began,
                    clock.instant(),
                    host.hostname(),
                    root.toString(),
                    request.permanent(),
                    List.of(),
                    Map.of());
        }
    }
}
