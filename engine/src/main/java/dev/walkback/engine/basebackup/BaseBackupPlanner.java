package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BackupManifest.Entry;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.BaseBackup.Role;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides what has to be done. Looks at the backups' first files and at this machine; changes nothing. */
public final class BaseBackupPlanner {

    private final BaseBackupRequest request;
    private final Destination to;
    private final List<BaseBackupStep> steps = new ArrayList<>();

    private BaseBackupPlanner(BaseBackupRequest request) {
        this.request = request;
        this.to = request.destination();
    }

    /** @throws UnfitBackupException when the folders hold nothing that may be restored */
    public static BaseBackupPlan plan(BaseBackupRequest request) throws IOException {
        return new BaseBackupPlanner(request).plan();
    }

    private BaseBackupPlan plan() throws IOException {
        List<Preface> prefaces = new ArrayList<>();
        for (Path folder : request.folders()) {
            prefaces.add(Preface.read(BaseBackup.in(folder)));
        }
        List<Preface> chain = ChainOrder.of(prefaces);
        checkManifests(chain);
        TablespaceLayout layout = TablespaceLayout.of(chain.getLast(), to.tablespaces());
        steps(chain, layout.places());
        long bytes = bytes(chain);
        PlaceCheck places = new PlaceCheck(request, chain, layout.places(), bytes);
        List<dev.walkback.engine.restore.Remark> remarks = new ArrayList<>(layout.remarks());
        remarks.addAll(places.remarks());
        return new BaseBackupPlan(
                request,
                chain,
                layout.places(),
                bytes,
                remarks,
                Plan.of("restore a base backup into " + to.data(), steps, List.of()));
    }

    /** Blocks of several backups are put together only where each is proved to be what it was. */
    private void checkManifests(List<Preface> chain) {
        for (Preface each : chain) {
            if (each.manifest() == null && (!request.unproved() || chain.size() > 1)) {
                throw new UnfitBackupException(
                        each.backup().folder(),
                        Defect.Kind.MANIFEST_MISSING,
                        BackupManifest.NAME,
                        "nothing proves what is in the files");
            }
        }
    }

    private static long bytes(List<Preface> chain) {
        long bytes = 0;
        for (Preface each : chain) {
            BackupManifest manifest = each.manifest();
            if (manifest != null) {
                // a file that was changed is as large as the largest that an older backup has of it, or about so
                bytes = Math.max(
                        bytes,
                        manifest.files().values().stream()
                                .mapToLong(Entry::bytes)
                                .sum());
            }
        }
        return bytes;
    }

    private void steps(List<Preface> chain, Map<String, Path> tablespaces) throws IOException {
        Path data = to.data();
        List<Path> places = new ArrayList<>(List.of(data));
        places.addAll(tablespaces.values());
        if (to.wal() != null) {
            places.add(to.wal());
        }
        for (Path place : places) {
            if (to.replacing()) {
                add(ProcedureStep.ASIDE, "move-aside", place, Facts.NONE, "move what is in " + place + " aside");
            }
            add(ProcedureStep.ASIDE, "create", place, Facts.NONE, "make " + place + ", for its owner only");
        }
        unpacking(chain);
        tablespaces.forEach((number, place) -> add(
                ProcedureStep.UNPACK,
                "link",
                data.resolve("pg_tblspc").resolve(number),
                Facts.NONE.with("to", place.toString()),
                "link tablespace " + number + " to " + place));
        if (to.wal() != null) {
            add(
                    ProcedureStep.WAL_PLACE,
                    "link",
                    data.resolve("pg_wal"),
                    Facts.NONE.with("to", to.wal().toString()),
                    "link pg_wal to " + to.wal());
        }
        wal(chain.getLast());
        settings(data);
    }

    private void unpacking(List<Preface> chain) throws IOException {
        if (chain.size() == 1) {
            for (Part part : chain.getFirst().backup().parts()) {
                if (part.role() != Role.WAL) {
                    add(ProcedureStep.UNPACK, "unpack", part.path(), facts(part), "unpack " + part.path());
                }
            }
            return;
        }
        Facts facts = Facts.NONE;
        for (int i = 0; i < chain.size(); i++) {
            for (Part part : chain.get(i).backup().parts()) {
                if (part.role() != Role.WAL) {
                    for (Map.Entry<String, Object> fact : facts(part).values().entrySet()) {
                        facts = facts.with(
                                "backup_" + (i + 1) + "_" + part.name() + "_" + fact.getKey(), fact.getValue());
                    }
                }
            }
        }
        Path newest = chain.getLast().backup().folder();
        add(
                ProcedureStep.UNPACK,
                "combine",
                newest,
                facts.with(
                        "combiner",
                        request.combiner() == null ? "own" : request.combiner().toString()),
                "put " + newest + " and the " + (chain.size() - 1) + " before it together");
    }

    private static Facts facts(Part part) throws IOException {
        Path path = part.path();
        Facts facts = Facts.NONE.with(
                "modified", Files.getLastModifiedTime(path).toInstant().toString());
        return Files.isRegularFile(path) ? facts.with("size_bytes", Files.size(path)) : facts;
    }

    private void wal(Preface newest) throws IOException {
        for (Part part : newest.backup().parts()) {
            if (part.role() == Role.WAL) {
                add(ProcedureStep.WAL, "unpack", part.path(), facts(part), "bring WAL from " + part.path());
            }
        }
        Path wal = to.wal() == null ? to.data().resolve("pg_wal") : to.wal();
        add(
                ProcedureStep.WAL,
                "check",
                wal,
                Facts.NONE,
                "look whether all WAL is there that makes the backup consistent, and keep what the old server had not archived");
    }

    private void settings(Path data) {
        WalArchive archive = request.archive();
        if (archive != null) {
            Path guard = to.stage();
            add(
                    ProcedureStep.SETTINGS,
                    "guard",
                    guard,
                    Facts.NONE.with("archive", archive.folder().toString()),
                    "write the script that hands out WAL from " + archive.folder() + " into " + guard);
        }
        add(
                ProcedureStep.SETTINGS,
                "write",
                data.resolve("postgresql.auto.conf"),
                order(),
                "write the settings of the recovery, and recovery.signal last");
        add(
                ProcedureStep.START,
                "complete",
                data.resolve("global/pg_control"),
                Facts.NONE,
                "put pg_control in its place: from then on a server can start");
    }

    /** What the settings rest on: another moment or command is another plan. */
    private Facts order() {
        Facts facts = Facts.NONE.with("target", request.target().toString());
        if (request.restoreCommand() != null) {
            facts = facts.with("restore_command", request.restoreCommand());
        }
        return request.timeline() == null
                ? facts
                : facts.with("timeline", request.timeline().toString());
    }

    private void add(ProcedureStep of, String action, Path object, Facts before, String sentence) {
        steps.add(new BaseBackupStep(of, action, object.toString(), before, sentence));
    }
}
