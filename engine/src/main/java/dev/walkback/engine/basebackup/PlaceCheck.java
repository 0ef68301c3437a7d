package dev.walkback.engine.basebackup;

import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Remark;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the places that a base backup goes to are apart from one another and from the backup, and have room. */
record PlaceCheck(BaseBackupRequest request, List<Preface> chain, Map<String, Path> tablespaces, long bytes) {

    List<Remark> remarks() throws IOException {
        List<Remark> remarks = new ArrayList<>();
        List<Path> places = places();
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < i; j++) {
                collide(places.get(i), places.get(j), remarks);
            }
        }
        for (Preface each : chain) {
            for (Path place : places) {
                collide(place, each.backup().folder().toAbsolutePath().normalize(), remarks);
                if (TablespaceLayout.isTheBackupsOwn(each, place)) {
                    remarks.add(collision(place, place));
                }
            }
        }
        WalArchive archive = request.archive();
        if (archive != null) {
            places.forEach(place -> collide(place, archive.folder(), remarks));
        }
        room(remarks);
        return remarks;
    }

    private List<Path> places() {
        Destination to = request.destination();
        List<Path> places = new ArrayList<>(List.of(to.data()));
        if (to.wal() != null) {
            places.add(to.wal());
        }
        places.addAll(tablespaces.values());
        return places;
    }

    private static void collide(Path one, Path other, List<Remark> remarks) {
        if (one.startsWith(other) || other.startsWith(one)) {
            remarks.add(collision(one, other));
        }
    }

    private static Remark collision(Path one, Path other) {
        return Remark.of(Remark.Code.PLACES_COLLIDE).with("path", one).with("other", other);
    }

    private void room(List<Remark> remarks) throws IOException {
        if (isBegun()) {
            // much of it may lie there already
            return;
        }
        Map<FileStore, Long> needed = new LinkedHashMap<>();
        Map<FileStore, Path> where = new LinkedHashMap<>();
        long apart = 0;
        for (Map.Entry<String, Path> tablespace : tablespaces.entrySet()) {
            long own = bytesOf(tablespace.getKey());
            apart += own;
            need(tablespace.getValue(), own, needed, where);
        }
        need(request.destination().data(), bytes - apart, needed, where);
        for (Map.Entry<FileStore, Long> each : needed.entrySet()) {
            long free = each.getKey().getUsableSpace();
            if (each.getValue() > free) {
                remarks.add(Remark.of(Remark.Code.NO_SPACE)
                        .with(
                                "volume",
                                where.getOrDefault(
                                        each.getKey(), request.destination().data()))
                        .with("needed-bytes", each.getValue())
                        .with("free-bytes", free));
            }
        }
    }

    private boolean isBegun() {
        return Files.exists(new dev.walkback.engine.restore.RestoreFolder(
                        request.destination().data())
                .journal());
    }

    private long bytesOf(String tablespace) {
        BackupManifest manifest = chain.getLast().manifest();
        String prefix = "pg_tblspc/" + tablespace + "/";
        return manifest == null
                ? 0
                : manifest.files().entrySet().stream()
                        .filter(file -> file.getKey().startsWith(prefix))
                        .mapToLong(file -> file.getValue().bytes())
                        .sum();
    }

    private static void need(Path place, long bytes, Map<FileStore, Long> needed, Map<FileStore, Path> where)
            throws IOException {
        Optional<Path> there = existing(place);
        if (there.isPresent()) {
            FileStore store = Files.getFileStore(there.get());
            needed.merge(store, bytes, Long::sum);
            where.putIfAbsent(store, there.get());
        }
    }

    private static Optional<Path> existing(Path place) {
        for (Path next = place; next != null; next = next.getParent()) {
            if (Files.isDirectory(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
