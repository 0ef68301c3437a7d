package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A full backup and incremental ones on it, around real labels' form and a real pg_control. */
final class SmallChain {

    private final List<SmallBackup> backups = new ArrayList<>();

    /** @param files of each backup in turn, by path */
    SmallChain(List<? extends Map<String, byte[]>> files) {
        for (int i = 0; i < files.size(); i++) {
            SmallBackup backup = new SmallBackup();
            backup.data.keySet().removeIf(name -> name.startsWith("base/") || name.equals("tablespace_map"));
            backup.tablespace.clear();
            backup.data.put("backup_label", label(i).getBytes(UTF_8));
            files.get(i).forEach((name, content) -> backup.data.put(name, content));
            byte[] control = backup.data.remove("global/pg_control");
            backup.data.put("global/pg_control", control);
            backups.add(backup);
        }
    }

    private static String label(int number) {
        String label = """
                START WAL LOCATION: 0/D0002%d (file 00000001000000000000000D)
                CHECKPOINT LOCATION: 0/D00060
                BACKUP METHOD: streamed
                BACKUP FROM: primary
                START TIME: 2026-11-21 07:56:56 UTC
                LABEL: step %d
                START TIMELINE: 1
                """.formatted(number, number);
        return number == 0
                ? label
                : label + "INCREMENTAL FROM LSN: 0/D0002%d\nINCREMENTAL FROM TLI: 1\n".formatted(number - 1);
    }

    SmallBackup backup(int number) {
        return backups.get(number);
    }

    /** Writes each as tars without tablespaces. */
    List<Path> tars(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < backups.size(); i++) {
            Path one = folder.resolve("backup" + i);
            Files.createDirectories(one);
            SmallBackup.write(
                    one, "base.tar", i % 2 == 0 ? "" : "gz", backups.get(i).baseTar());
            SmallBackup.write(one, "pg_wal.tar", "", backups.get(i).walTar());
            folders.add(backups.get(i).manifestInto(one));
        }
        return folders;
    }

    static List<Preface> prefaces(List<Path> folders) throws IOException {
        List<Preface> prefaces = new ArrayList<>();
        for (Path each : folders) {
            prefaces.add(Preface.read(BaseBackup.in(each)));
        }
        return prefaces;
    }

    /** What a combiner makes of them, by path, WAL left out. */
    static Map<String, byte[]> combined(List<Path> folders, Path into) throws IOException {
        DataTree tree = new DataTree(into, null, Map.of(), null);
        Files.createDirectories(into);
        new Combining(ChainOrder.of(prefaces(folders)), tree, Map.of(), read -> {}).run();
        Map<String, byte[]> files = new TreeMap<>();
        try (var all = Files.walk(into)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(into.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
