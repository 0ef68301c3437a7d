package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Finds out whose WAL it is. Mostly the documents of backups say all, and nothing is read. Where they leave doubts, a few segments
 * are looked into; and where there is more than one system, every segment is, once: any rule of "from here on" would be a
 * guess, since the second system starts again at the lowest numbers and writes over what it finds.
 */
final class Survey {

    private final Seen seen;
    private final List<Backup> backups;
    private final Documents documents;
    private final ReadingLimits limits;
    private final List<Finding> findings;
    private final WalRows rows;
    private final Map<SystemIdentifier, WalPageHeader> headers = new ConcurrentHashMap<>();
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger locked = new AtomicInteger();

    /** The system that a row's header told, each written by one worker; 0 where it told none. */
    private final long[] told;

    /** @param backups in the order they were made */
    Survey(Seen seen, List<Backup> backups, Documents documents, ReadingLimits limits, List<Finding> findings) {
        this.seen = seen;
        this.backups = backups;
        this.documents = documents;
        this.limits = limits;
        this.findings = findings;
        this.rows = seen.wal().rows();
        this.told = new long[rows.count()];
    }

    Owners owners() {
        NavigableSet<SystemIdentifier> systems = new TreeSet<>();
        backups.stream().map(Backup::systemIdentifier).flatMap(Optional::stream).forEach(systems::add);
        Doubts doubts = new Doubts(rows, backups);
        probe(doubts.rows());
        if (systems.isEmpty()
                || !isSizeCertain()
                || backups.stream().noneMatch(each -> each.pgVersion().isPresent())) {
            probe(doubts.sample());
        }
        systems.addAll(headers.keySet());
        if (systems.size() > 1) {
            probe(IntStream.range(0, rows.count()).toArray());
            systems.addAll(headers.keySet());
        }
        Owners owners =
                systems.size() > 1 ? several(List.copyOf(systems)) : new Owners(List.copyOf(systems), rows, null);
        learn(owners);
        return owners;
    }

    private boolean isSizeCertain() {
        SizeEvidence evidence = new SizeEvidence();
        backups.reversed().forEach(evidence::backup);
        boolean fit = evidence.certain().isPresent();
        for (int row = 0; fit && row < rows.count(); row++) {
            fit = evidence.withinLog(rows.withinLog(row));
        }
        return fit;
    }

    private Owners several(List<SystemIdentifier> systems) {
        int[] ofRow = Owners.nobodys(rows.count());
        for (int row = 0; row < ofRow.length; row++) {
            if (told[row] != 0) {
                ofRow[row] = systems.indexOf(new SystemIdentifier(told[row]));
            }
        }
        if (headers.isEmpty()) {
            takeFromBackups(systems, ofRow);
        } else {
            fillBetween(ofRow);
        }
        Owners owners = new Owners(systems, rows, ofRow);
        findings.add(Finding.of(FindingCode.TWO_SYSTEMS, seen.location().text())
                .with(
                        "systems",
                        String.join(
                                ", ",
                                systems.stream().map(SystemIdentifier::toString).toList()))
                .with("unowned", owners.unowned()));
        return owners;
    }

    /** A segment that tells nothing, between two neighbours of one system, is that system's. */
    private void fillBetween(int[] ofRow) {
        for (int row = 0; row < ofRow.length; row++) {
            if (ofRow[row] == Owners.NOBODY && row > 0 && rows.timeline(row - 1) == rows.timeline(row)) {
                int next = row;
                while (next < ofRow.length
                        && ofRow[next] == Owners.NOBODY
                        && rows.timeline(next) == rows.timeline(row)) {
                    next++;
                }
                boolean alike = next < ofRow.length
                        && rows.timeline(next) == rows.timeline(row)
                        && ofRow[next] == ofRow[row - 1];
                for (int between = row; alike && between < next; between++) {
                    ofRow[between] = ofRow[row - 1];
                }
                row = next - 1;
            }
        }
    }

    /** With no key at hand, what a backup needs is all that can be said to be its own. */
    private void takeFromBackups(List<SystemIdentifier> systems, int[] ofRow) {
        for (Backup backup : backups) {
            Optional<SystemIdentifier> system = backup.systemIdentifier();
            Optional<WalFile.Digits> start = backup.name().start();
            if (system.isEmpty() || start.isEmpty() || backup.finish().isEmpty()) {
                continue;
            }
            SizeEvidence evidence = new SizeEvidence();
            evidence.backup(backup);
            long last = evidence.likely().numberBefore(backup.finish().get());
            for (int row = rows.firstNotBefore(start.get()); row < ofRow.length; row++) {
                if (!rows.isOn(row, start.get().timeline())
                        || rows.log(row) * evidence.likely().segmentsPerLog() + rows.withinLog(row) > last) {
                    break;
                }
                ofRow[row] = systems.indexOf(system.get());
            }
        }
    }

    /** Sizes and versions, of every system that was looked into. */
    private void learn(Owners owners) {
        headers.forEach((system, header) -> {
            OptionalInt major = header.majorVersion();
            owners.told(
                    system,
                    Objects.requireNonNull(header.origin()).segmentSize(),
                    major.isPresent() ? PgVersion.ofMajor(major.getAsInt()) : null);
        });
        if (tried.get() > 0 && tried.get() == locked.get()) {
            findings.add(
                    Finding.of(FindingCode.WAL_LOCKED, seen.location().text()).with("tried", tried.get()));
        }
        if (headers.isEmpty() && !isSizeCertain()) {
            learnFromControl(owners);
        }
    }

    private void learnFromControl(Owners owners) {
        backups.reversed().stream()
                .map(backup -> backup.objects().tar("pg_control.tar"))
                .flatMap(Optional::stream)
                .limit(2)
                .map(documents::control)
                .map(Document::optional)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(control ->
                        owners.told(control.systemIdentifier(), control.form().segmentSize(), null));
    }

    /** As many at a time as documents may be read; an interrupt leaves the rest out. */
    private void probe(int[] wanted) {
        int[] open = Arrays.stream(wanted)
                .filter(row -> rows.bytes(row) > 0 && told[row] == 0)
                .toArray();
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < Math.min(limits.documents(), open.length); worker++) {
                running.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement();
                            i < open.length && !Thread.currentThread().isInterrupted();
                            i = next.getAndIncrement()) {
                        probe(open[i]);
                    }
                }));
            }
        }
        for (Future<?> each : running) {
            if (each.state() == Future.State.FAILED) {
                throw new IllegalStateException(each.exceptionNow());
            }
        }
        if (open.length > 0 && Thread.currentThread().isInterrupted()) {
            seen.troubles()
                    .listing(
                            WalListing.FOLDER,
                            new StorageException.Interrupted(seen.location(), "look into segments", null));
        }
    }

    private void probe(int row) {
        Documents.Probe probe = documents.header(rows.key(row), rows.identity(row));
        tried.incrementAndGet();
        if (probe.locked()) {
            locked.incrementAndGet();
        }
        WalPageHeader header = probe.header();
        if (header != null && header.origin() != null) {
            told[row] = header.origin().systemIdentifier();
            headers.putIfAbsent(new SystemIdentifier(told[row]), header);
        }
    }
}
