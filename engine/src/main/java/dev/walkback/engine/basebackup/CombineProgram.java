package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BaseBackup.Form;
import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.basebackup.BaseBackup.Role;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Has a chain put together by {@code pg_combinebackup}. It takes plain backups only and proves nothing, so each is proved first, and
 * tars are unpacked beside what tells of the restore.
 */
final class CombineProgram {

    private final BaseBackupPlan plan;
    private final Path program;
    private final LongConsumer progress;
    private final Path scratch;

    CombineProgram(BaseBackupPlan plan, Path program, LongConsumer progress) {
        this.plan = plan;
        this.program = program;
        this.progress = progress;
        this.scratch = new RestoreFolder(plan.data()).path().resolve("chain");
    }

    /** @return what the result's pg_control says, which is not in its place yet */
    Gathered run() throws IOException, InterruptedException {
        delete(scratch);
        Files.createDirectories(scratch);
        List<String> command = new ArrayList<>(List.of(program.toString(), "-o", result().toString()));
        List<Path> plains = new ArrayList<>();
        for (int i = 0; i < plan.chain().size(); i++) {
            plains.add(plain(plan.chain().get(i), scratch.resolve(Integer.toString(i))));
        }
        tablespaces(plains.getLast()).forEach((from, to) -> command.addAll(List.of("-T", from + "=" + to)));
        plains.forEach(each -> command.add(each.toString()));
        perform(command);
        Gathered gathered = new Gathered();
        Path control = result().resolve("global/pg_control");
        gathered.control(Files.readAllBytes(control));
        Files.delete(control);
        checkLabel();
        moveUp();
        delete(scratch);
        return gathered;
    }

    private Path result() {
        return scratch.resolve("result");
    }

    /** A proved copy, or, of one that is plain, itself, proved. */
    private Path plain(Preface preface, Path copy) throws IOException {
        boolean plain = preface.backup().form() == Form.PLAIN;
        Map<String, Path> places = new TreeMap<>();
        preface.tablespaces()
                .keySet()
                .forEach(number -> places.put(number, copy.resolveSibling(copy.getFileName() + "-" + number)));
        if (!plain) {
            Files.createDirectories(copy.resolve("pg_tblspc"));
            for (Map.Entry<String, Path> each : places.entrySet()) {
                Files.createDirectories(each.getValue());
                Files.createSymbolicLink(copy.resolve("pg_tblspc").resolve(each.getKey()), each.getValue());
            }
        }
        Proof proof = new Proof(preface.manifest(), preface.backup());
        Gathered gathered = new Gathered();
        DataTree tree = new DataTree(copy, null, places, null);
        ProvedPass.Taking taking = plain ? (member, content) -> {} : Takings.writing(preface, tree, places);
        for (Part part : preface.backup().parts()) {
            if (part.role() != Role.WAL) {
                new PartReading(preface.backup(), progress).read(part, new ProvedPass(proof, gathered, taking));
                proof.partEnds(part);
            }
        }
        List<Defect> defects = new ArrayList<>(proof.defects());
        defects.addAll(gathered.ofData(preface));
        if (!defects.isEmpty()) {
            throw new UnfitBackupException(preface.backup().folder(), defects);
        }
        if (plain) {
            return preface.backup().folder().toAbsolutePath().normalize();
        }
        Files.write(
                copy.resolve("global/pg_control"),
                gathered.controlBytes() == null ? new byte[0] : gathered.controlBytes());
        Path manifest = preface.backup().manifest();
        if (manifest != null) {
            Files.copy(manifest, copy.resolve(BackupManifest.NAME));
        }
        return copy;
    }

    /** From where a tablespace is in the newest backup to where it goes. */
    private Map<Path, Path> tablespaces(Path newest) throws IOException {
        Map<Path, Path> moves = new TreeMap<>();
        for (Map.Entry<String, Path> each : plan.tablespaces().entrySet()) {
            Path link = newest.resolve("pg_tblspc").resolve(each.getKey());
            moves.put(Files.readSymbolicLink(link), each.getValue());
        }
        return moves;
    }

    private void perform(List<String> command) throws IOException, InterruptedException {
        Path said = scratch.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            process.getOutputStream().close();
            int exit = process.waitFor();
            if (exit != 0) {
                String text = Files.readString(said, StandardCharsets.UTF_8).strip();
                throw new UnfitBackupException(
                        plan.newest().backup().folder(),
                        Defect.Kind.CHAIN_BROKEN,
                        program.toString(),
                        "it ended with " + exit
                                + (text.isEmpty()
                                        ? ""
                                        : " and said: "
                                                + text.lines()
                                                        .reduce((a, b) -> b)
                                                        .orElse("")));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void checkLabel() throws IOException {
        String label = Files.readString(result().resolve("backup_label"), StandardCharsets.ISO_8859_1);
        Lsn start = plan.newest().label().start();
        if (label.contains("\nINCREMENTAL FROM ") || !label.contains("START WAL LOCATION: " + start + " ")) {
            throw new UnfitBackupException(
                    plan.newest().backup().folder(),
                    Defect.Kind.LABEL_DAMAGED,
                    "backup_label",
                    "what the program made has another label than the newest backup");
        }
    }

    /** The result is one rename away from its place, file by file. */
    private void moveUp() throws IOException {
        try (Stream<Path> all = Files.list(result())) {
            for (Path each : all.toList()) {
                Path place = plan.data().resolve(each.getFileName());
                if (each.endsWith("pg_tblspc")) {
                    // links are steps of their own
                    continue;
                }
                if (each.endsWith("pg_wal")) {
                    moveWal(each);
                    continue;
                }
                delete(place);
                Files.move(each, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Directories.persist(plan.data());
    }

    /** What came in the data directory's own tar. */
    private void moveWal(Path wal) throws IOException {
        Path place = plan.request().destination().wal();
        Path folder = place == null ? plan.data().resolve("pg_wal") : place;
        new Directories(null).make(folder);
        try (Stream<Path> all = Files.list(wal)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Files.move(each, folder.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Directories.persist(folder);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
