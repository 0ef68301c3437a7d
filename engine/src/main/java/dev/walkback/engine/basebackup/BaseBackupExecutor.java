package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.RecoveryOrder;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsPlanner;
import dev.walkback.engine.restore.settings.SettingsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The hands of a plan: each step can be done again. pg_control is kept with what tells of the restore until all else is in place. */
final class BaseBackupExecutor {

    private static final String CONTROL = "global/pg_control";

    private final BaseBackupPlan plan;
    private final Destination to;
    private final LongConsumer progress;
    private final SetAside aside;

    BaseBackupExecutor(BaseBackupPlan plan, Clock clock, LongConsumer progress) {
        this.plan = plan;
        this.to = plan.request().destination();
        this.progress = progress;
        this.aside = new SetAside(plan, clock);
    }

    /** Every directory that is written to, the data directory first. */
    static List<Path> places(BaseBackupPlan plan) {
        Destination to = plan.request().destination();
        List<Path> places = new ArrayList<>(List.of(to.data()));
        places.addAll(plan.tablespaces().values());
        if (to.wal() != null) {
            places.add(to.wal());
        }
        return places;
    }

    void finishReplacing() throws IOException {
        aside.finish();
    }

    Facts perform(BaseBackupStep step) throws IOException, InterruptedException {
        Path object = Path.of(step.object());
        return switch (step.action()) {
            case "move-aside" -> aside.move(object);
            case "create" -> created(object);
            case "unpack" -> unpacked(object);
            case "combine" -> combined();
            case "link" -> linked(object, step);
            case "check" -> checked(object);
            case "guard" -> guarded();
            case "write" -> written();
            case "complete" -> completed(object);
            default -> throw new IllegalStateException("nobody does " + step.action());
        };
    }

    private @Nullable Owner owner() throws IOException {
        return to.owner() == null ? null : Owner.named(to.owner(), to.data().getFileSystem());
    }

    private Facts created(Path place) throws IOException {
        new Directories(owner()).make(place);
        return Facts.NONE.with("mode", "0700");
    }

    private DataTree tree() {
        return new DataTree(to.data(), to.wal(), plan.tablespaces(), to.owner());
    }

    private Facts unpacked(Path path) throws IOException {
        Preface preface = plan.newest();
        Part part = preface.backup().parts().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        Proof proof = new Proof(preface.manifest(), preface.backup());
        Gathered gathered = new Gathered();
        new PartReading(preface.backup(), progress)
                .read(part, new ProvedPass(proof, gathered, Takings.writing(preface, tree(), plan.tablespaces())));
        proof.partEnds(part);
        List<Defect> defects = new ArrayList<>(proof.defects());
        if (part.role() == BaseBackup.Role.DATA) {
            defects.addAll(gathered.ofData(preface));
        }
        if (!defects.isEmpty()) {
            throw new UnfitBackupException(preface.backup().folder(), defects);
        }
        if (part.role() == BaseBackup.Role.DATA) {
            keep(gathered);
            copyManifest(preface);
        }
        persist();
        return Facts.NONE.with("files", proof.seen()).with("proved", proof.proved());
    }

    private void persist() throws IOException {
        for (Path place : places(plan)) {
            DataTree.persist(place);
        }
    }

    private void copyManifest(Preface preface) throws IOException {
        Path manifest = preface.backup().manifest();
        if (manifest != null) {
            Path copy = to.data().resolve(BackupManifest.NAME);
            Files.copy(manifest, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, Modes.permissions(0600));
            new Directories(owner()).give(copy);
        }
    }

    private Facts combined() throws IOException, InterruptedException {
        Path program = plan.request().combiner();
        DataTree tree = tree();
        if (program != null) {
            keep(new CombineProgram(plan, program, progress).run());
            persist();
            return Facts.NONE.with("by", program.toString());
        }
        Combining combining = new Combining(plan.chain(), tree, plan.tablespaces(), progress);
        Gathered gathered = combining.run();
        Set<String> fresh = new HashSet<>(combining.rebuilt());
        fresh.add("backup_label");
        fresh.add("tablespace_map");
        Path manifest = to.data().resolve(BackupManifest.NAME);
        ManifestWriter.write(
                manifest,
                Objects.requireNonNull(plan.newest().manifest()),
                gathered.pgControl().orElseThrow().systemIdentifier(),
                fresh,
                tree);
        Files.setPosixFilePermissions(manifest, Modes.permissions(0600));
        new Directories(owner()).give(manifest);
        keep(gathered);
        persist();
        return Facts.NONE.with("by", "own").with("rebuilt", (long)
                combining.rebuilt().size());
    }

    private Path kept() {
        return new RestoreFolder(to.data()).path().resolve("pg_control");
    }

    private void keep(Gathered gathered) throws IOException {
        write(kept(), Objects.requireNonNull(gathered.controlBytes()));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.setPosixFilePermissions(file, Modes.permissions(0600));
    }

    private Facts linked(Path link, BaseBackupStep step) throws IOException {
        Path target = Path.of(String.valueOf(step.before().values().get("to")));
        Directories directories = new Directories(owner());
        directories.make(Objects.requireNonNull(link.getParent()));
        directories.link(link, target);
        return Facts.NONE.with("to", target.toString());
    }

    private PgControl control() throws IOException {
        Path file = Files.exists(kept()) ? kept() : to.data().resolve(CONTROL);
        if (PgControl.read(Files.readAllBytes(file)) instanceof Document.Read<PgControl>(PgControl read)) {
            return read;
        }
        throw new UnfitBackupException(
                plan.newest().backup().folder(),
                Defect.Kind.CONTROL_DAMAGED,
                CONTROL,
                "what was kept of it is damaged");
    }

    private Facts checked(Path wal) throws IOException {
        Directories directories = new Directories(owner());
        directories.make(wal);
        directories.make(wal.resolve("archive_status"));
        PgControl control = control();
        List<Defect> defects = new WalCheck(
                        wal, plan.request().archive(), control.form().segmentSize(), control.systemIdentifier())
                .of(Gathered.ranges(plan.newest()));
        if (!defects.isEmpty()) {
            throw new UnfitBackupException(plan.newest().backup().folder(), defects);
        }
        long kept = aside.bringWal(wal, control.systemIdentifier(), directories);
        DataTree.persist(wal);
        return Facts.NONE.with("kept_of_the_old_server", kept);
    }

    private Facts guarded() throws IOException {
        plan.guard().write(Objects.requireNonNull(plan.request().archive()));
        if (to.owner() != null) {
            try (var all = Files.walk(plan.guard().folder())) {
                for (Path each : all.toList()) {
                    new Directories(owner()).give(each);
                }
            }
        }
        return Facts.NONE.with("script", plan.guard().folder().resolve("fetch").toString());
    }

    private Facts written() throws IOException {
        SettingsDraft draft = SettingsPlanner.draft(order(), Configuration.look(to.data()));
        new SettingsWriter(to.data(), owner()).write(draft);
        Facts facts = Facts.NONE.with("signal", draft.signal().file());
        for (String line : draft.blockLines()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts = facts.with(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return facts;
    }

    private RecoveryOrder order() throws IOException {
        PgControl control = control();
        String major = control.major().orElse("");
        int version = major.matches("\\d{2}") ? Integer.parseInt(major) * 10_000 : 90_600;
        return new RecoveryOrder(
                plan.steps().fingerprint().text(),
                PgVersion.ofMajor(version),
                plan.request().target(),
                TargetTimeline.of(plan),
                plan.request().server(),
                restoreCommand(),
                control.settings());
    }

    /** Without an archive it says the truth: there is no more than lies in pg_wal. */
    private String restoreCommand() {
        if (plan.request().archive() != null) {
            return plan.guard().restoreCommand();
        }
        return Objects.requireNonNullElse(plan.request().restoreCommand(), "exit 1");
    }

    private Facts completed(Path place) throws IOException {
        PgControl control = control();
        if (Files.exists(kept())) {
            Directories directories = new Directories(owner());
            directories.make(Objects.requireNonNull(place.getParent()));
            Path unfinished = place.resolveSibling("pg_control.unfinished");
            write(unfinished, Files.readAllBytes(kept()));
            directories.give(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Directories.persist(Objects.requireNonNull(place.getParent()));
            Directories.persist(to.data());
            Files.delete(kept());
        }
        return Facts.NONE.with("system_identifier", control.systemIdentifier().toString());
    }
}
