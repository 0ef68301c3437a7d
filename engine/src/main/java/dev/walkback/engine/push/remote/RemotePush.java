package dev.walkback.engine.push.remote;

import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.Archiving;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.engine.push.BackupPushed;
import dev.walkback.engine.push.BackupStop;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushManner;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.WalArrival;
import dev.walkback.engine.push.document.BackupDocuments;
import dev.walkback.engine.push.document.FilesDocument;
import dev.walkback.engine.push.hashes.TarHashes;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.engine.tar.DamagedTarException;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a backup of a server that sends it. Always a full one. As with files that are at hand, it comes to be with its last object, and counts
 * when its WAL has arrived.
 */
public final class RemotePush {

    private static final int SENTINEL_VERSION = 2;
    private static final String CONTROL = "global/pg_control";

    private final PushRequest request;
    private final PushManner manner;
    private final Where where;
    private final SendingServer server;
    private final ContentSink sink;
    private final Clock clock;
    private final Consumer<? super PushEvent> events;

    /**
     * What is not the server's.
     *
     * @param hostname of this machine, as documents have it
     * @param zone that times of files are written in
     * @param bytesPerSecond how fast the server may send; 0 for as fast as it can
     */
    public record Where(String hostname, ZoneId zone, long bytesPerSecond) {}

    public RemotePush(
            PushRequest request,
            PushManner manner,
            Where where,
            SendingServer server,
            ContentSink sink,
            Clock clock,
            Consumer<? super PushEvent> events) {
        this.request = request;
        this.manner = manner;
        this.where = where;
        this.server = server;
        this.sink = sink;
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
        try {
            return made();
        } catch (ServerFailure failure) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure;
        }
    }

    private BackupPushed made() throws IOException, InterruptedException {
        Instant began = clock.instant();
        ServerFacts facts = server.facts();
        boolean walComes = walComes(facts);
        events.accept(new PushEvent.Starting());
        SendingServer.Sending sending = server.send(new SendingServer.Wish(
                request.label(),
                request.verifyPages(),
                where.bytesPerSecond(),
                remark -> events.accept(new PushEvent.Note("the server says: " + remark))));
        events.accept(new PushEvent.Started(sending.start()));
        BackupObjectNames names = new BackupObjectNames(sending.start().name());
        checkFree(names);
        FilesDocument files = new FilesDocument(where.zone());
        TarHashes hashes = new TarHashes(sink, names, making(facts, names), name -> Optional.empty());
        List<PackingWatch> watches = new ArrayList<>(manner.watches());
        watches.add(hashes);
        PartCutter cutter =
                new PartCutter(sink.telling(hashes), names.tars(), request.tarBytes(), watches, files, events);
        take(sending, cutter);
        events.accept(new PushEvent.Stopping());
        SendingServer.End end = sending.end();
        if (!end.timeline().equals(sending.start().timeline())) {
            throw new PushRefused(new PushRefused.Why.Promoted(sending.start().timeline(), end.timeline()));
        }
        cutter.again("pg_control.tar", CONTROL);
        Sentinel sentinel = sentinel(facts, sending, end, cutter, began);
        BackupDocuments documents = new BackupDocuments(sink, names, events);
        documents.describe(sentinel, request.filesMetadata() ? files.content(List.of()) : null);
        hashes.finish();
        manner.beforeItCounts().run();
        documents.seal(sentinel, null);
        if (walComes) {
            await(facts, sending, end);
        }
        BackupStop stop =
                new BackupStop(end.lsn(), end.timeline(), text(cutter, "backup_label"), text(cutter, "tablespace_map"));
        return new BackupPushed(
                names.name(),
                null,
                sentinel,
                sending.start(),
                stop,
                cutter.count(),
                0,
                cutter.parts() + 1,
                walComes,
                Duration.between(began, clock.instant()));
    }

    /**
     * Whether it makes sense to wait for WAL. Whether anybody receives it cannot be seen from here, so a server that does not archive is no
     * reason to refuse.
     */
    private boolean walComes(ServerFacts facts) {
        Archiving archiving = server.archiving();
        boolean likely = archiving.isLikely(facts.inRecovery());
        if (!likely) {
            events.accept(new PushEvent.Note("the server does not archive its WAL by itself (archive_mode is "
                    + archiving.mode() + (archiving.configured() ? "" : ", and no command or library is set")
                    + "); the backup counts only if something receives it, such as wal receive"));
        }
        return manner.walLimit().isPositive() && (likely || !manner.unarchivedToo());
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

    private TarMaking making(ServerFacts facts, BackupObjectNames names) {
        return new TarMaking(
                names.name().text(),
                facts.identifier() == null ? "" : facts.identifier().toString(),
                TarMaking.parentName(null),
                clock.instant(),
                request.verifyPages());
    }

    private void take(SendingServer.Sending sending, PartCutter cutter) throws IOException {
        try {
            Optional<SendingServer.SentArchive> archive = sending.next();
            while (archive.isPresent()) {
                cutter.take(archive.get());
                archive = sending.next();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof DamagedTarException damaged ? garbled(damaged) : e;
        } catch (DamagedTarException damaged) {
            throw garbled(damaged);
        }
        if (!cutter.has(CONTROL)) {
            throw garbled(new DamagedTarException(cutter.received(), "there is no " + CONTROL));
        }
    }

    private ServerFailure garbled(DamagedTarException damaged) {
        return new ServerFailure(
                ServerFailure.Kind.LOST, server.place(), "what it sent is no backup: " + damaged.getMessage(), damaged);
    }

    private static String text(PartCutter cutter, String name) {
        return cutter.has(name) ? new String(cutter.kept(name).content(), StandardCharsets.UTF_8) : "";
    }

    private Sentinel sentinel(
            ServerFacts facts, SendingServer.Sending sending, SendingServer.End end, PartCutter cutter, Instant began) {
        Map<String, String> places = new TreeMap<>();
        sending.tablespaces().forEach(each -> places.put(Long.toString(each.oid()), each.place()));
        return new Sentinel(
                SENTINEL_VERSION,
                sending.start().lsn(),
                end.lsn(),
                null,
                facts.version(),
                facts.identifier(),
                cutter.received(),
                cutter.stored(),
                0,
                new TablespaceSpec(facts.dataDirectory().toString(), places),
                request.userData(),
                !request.filesMetadata(),
                false,
                began,
                clock.instant(),
                where.hostname(),
                facts.dataDirectory().toString(),
                request.permanent(),
                List.of(),
                Map.of());
    }

    private void await(ServerFacts facts, SendingServer.Sending sending, SendingServer.End end)
            throws InterruptedException {
        new WalArrival(sink.storage(), clock, events)
                .await(
                        sending.start().name(),
                        sending.start().timeline(),
                        sending.start().lsn(),
                        end.lsn(),
                        facts.segmentSize(),
                        manner.walLimit());
    }
}
