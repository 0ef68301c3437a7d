package dev.walkback.shell.walg;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.partial.Wanted;
import dev.walkback.engine.restore.unpack.BackupUnpack;
import dev.walkback.engine.restore.unpack.UnpackRequest;
import dev.walkback.shell.report.archive.FindingWording;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.layer.Layers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * {@code backup-fetch}: the tree that WAL-G makes of a backup, or a refusal where WAL-G makes a damaged one. Its two orders give one
 * tree here, in one pass; what differs is in docs/reference/differences.md.
 */
final class BackupFetch {

    /** What WAL-G's setting of the same meaning is preset to. */
    private static final long AT_ONCE = 10;

    private final Words words;
    private final Session session;

    private BackupFetch(Words words, Session session) {
        this.words = words;
        this.session = session;
    }

    static void run(Words words, Session session) throws Exception {
        new BackupFetch(words, session).fetch();
    }

    private void fetch() throws Exception {
        session.grid(); // not needed here, but a size that cannot be ends every command
        ListedBackup listed = selection().in(BackupSelection.storages(words, session), session);
        Optional<Encryption> encryption = session.configured().encryption();
        Layers layers = encryption.map(Layers::encrypted).orElseGet(Layers::unencrypted);
        try (MutableStorage storage = session.configured().storage(listed.storage())) {
            Archive archive = ArchiveReader.plain(session.log().clock()).read(storage, layers);
            BackupName name = new BackupName(listed.name());
            Cluster cluster = archive.clusters().stream()
                    .filter(each -> each.backup(name).isPresent())
                    .findFirst()
                    .orElseThrow(() -> new WalgFailure("Failed to fetch backup: nothing tells which of the clusters in "
                            + storage.location() + " " + name + " belongs to"));
            ContentSource source = new ContentSource(storage, layers, atOnce(), event -> {});
            unpack(request(name, cluster.backup(name).orElseThrow()), source, cluster);
        }
    }

    private BackupSelection selection() throws IOException, WalgFailure {
        List<String> arguments = words.arguments();
        try {
            return BackupSelection.of(
                    arguments.size() > 1 ? arguments.get(1) : "",
                    words.text(
                            "target-user-data",
                            session.configured()
                                    .text("WALG_FETCH_TARGET_USER_DATA")
                                    .orElse("")),
                    session);
        } catch (WalgFailure wrong) {
            session.print(Usage.usage(
                            List.of(Tree.ROOT, Tree.ROOT.child("backup-fetch").orElseThrow()), Tree.GLOBAL)
                    + "\n");
            throw wrong;
        }
    }

    private int atOnce() throws WalgFailure {
        long atOnce = session.configured().number("WALG_DOWNLOAD_CONCURRENCY", AT_ONCE);
        if (atOnce < 1) {
            throw new WalgFailure("WALG_DOWNLOAD_CONCURRENCY must be a positive number, and is " + atOnce);
        }
        return (int) Math.min(atOnce, 1 << 10);
    }

    private UnpackRequest request(BackupName name, Backup backup) throws WalgFailure, IOException {
        Path typed = Path.of(words.arguments().getFirst());
        Path data = Files.exists(typed)
                ? typed.toRealPath()
                : typed.toAbsolutePath().normalize();
        return new UnpackRequest(
                name,
                new Destination(data, places(), null, null, false),
                wanted(),
                mask(backup),
                Manner.WAL_G,
                true,
                true);
    }

    private TablespacePlaces places() throws WalgFailure {
        String file = words.text("restore-spec", "");
        if (file.isEmpty()) {
            return new TablespacePlaces.Kept();
        }
        try {
            String spec = "{\"Spec\":" + Files.readString(Path.of(file)) + "}";
            Document<Sentinel> read =
                    SentinelFormat.read(new ByteArrayInputStream(spec.getBytes(StandardCharsets.UTF_8)));
            Map<String, Path> places = new TreeMap<>();
            if (read instanceof Document.Unreadable<Sentinel>(String why)) {
                throw new WalgFailure("Invalid restore specification path " + file + ": " + why);
            }
            TablespaceSpec told = read.optional()
                    .map(Sentinel::spec)
                    .orElseThrow(() ->
                            new WalgFailure("Invalid restore specification path " + file + ": it has no base_prefix"));
            told.places().forEach((number, place) -> places.put(number, Path.of(place)));
            return new TablespacePlaces.Moved(places);
        } catch (IOException e) {
            throw new WalgFailure("Invalid restore specification path " + file + ": " + Walg.sentence(e), e);
        }
    }

    private List<Wanted> wanted() throws WalgFailure {
        List<Wanted> wanted = new ArrayList<>();
        String typed = words.text("restore-only", "");
        for (String each : typed.isEmpty() ? List.<String>of() : List.of(typed.split(",", -1))) {
            try {
                wanted.add(Wanted.parse(each));
            } catch (Wanted.NoFormException none) {
                throw new WalgFailure("Unexpected format of database or table to restore: '" + each
                        + "'. Use 'dat', 'dat/rel' or 'dat/nmsp.rel'");
            }
        }
        return wanted;
    }

    /** Without files metadata WAL-G ignores it, and so would unpack what was not asked for. */
    private Predicate<String> mask(Backup backup) throws WalgFailure {
        String mask = words.text("mask", "");
        if (mask.isEmpty()) {
            return name -> true;
        }
        if (backup.objects().filesMetadata() == null) {
            throw new WalgFailure("--mask needs files metadata, and " + backup.name() + " has none");
        }
        PathPattern pattern = new PathPattern("/" + mask);
        return pattern::matches;
    }

    private void unpack(UnpackRequest request, ContentSource source, Cluster cluster) throws Exception {
        try {
            BackupUnpack unpack = BackupUnpack.prepare(request, source, cluster);
            unpack.warnings().forEach(finding -> session.log().warning(FindingWording.of(finding)));
            unpack.plan().chain().members().reversed().forEach(this::tellDelta);
            if (unpack.goesOn()) {
                session.log().info("Going on with what an earlier run began");
            }
            unpack.run(session.log().clock(), this::tell);
            session.log().info("\nBackup extraction complete.");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new WalgFailure("Failed to fetch backup: " + Refusals.words(e), e);
        }
    }

    private void tellDelta(Backup member) {
        member.sentinel()
                .optional()
                .flatMap(Sentinel::origin)
                .ifPresent(
                        delta -> session.log().info("Delta from " + delta.parent() + " at LSN " + delta.since() + " "));
    }

    private void tell(FetchEvent event) {
        switch (event) {
            case FetchEvent.Finished(var part, var brought) ->
                session.log().info("Finished extraction of " + SlashPath.base(part.key()));
            case FetchEvent.LinkLeftOut(var part, String name) ->
                session.log().warning("the link " + name + " is not made: WAL-G keeps no place that it leads to");
            default -> {
                // WAL-G is silent here
            }
        }
    }
}
