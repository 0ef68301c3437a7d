package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.restore.RestoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Folders and links around the files: what must be there before the first of them is written, and what backups leave out. */
final class Layout {

    /** A server does not start without these, and no backup has to bring them. */
    private static final List<String> NEEDED = List.of(
            "global",
            "base",
            "pg_wal",
            "pg_wal/archive_status",
            "pg_commit_ts",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_subtrans",
            "pg_twophase",
            "pg_multixact",
            "pg_multixact/members",
            "pg_multixact/offsets",
            "pg_replslot",
            "pg_tblspc",
            "pg_stat",
            "pg_stat_tmp",
            "pg_xact",
            "pg_logical",
            "pg_logical/snapshots",
            "pg_logical/mappings");

    /** Before PostgreSQL 10. */
    private static final Map<String, String> OLD_NAMES = Map.of("pg_wal", "pg_xlog", "pg_xact", "pg_clog");

    private static final int PRIVATE = 0700;
    private static final int OF_A_GROUP = 0750;

    private final FetchPlan plan;
    private final Tree tree;
    private final Path data;

    Layout(FetchPlan plan, Tree tree) {
        this.plan = plan;
        this.tree = tree;
        this.data = plan.destination().data();
    }

    /** Can be done again. */
    void prepare(RestoreFolder folder) throws IOException {
        makeAll(data);
        make(folder.path(), PRIVATE);
        make(folder.pages(), PRIVATE);
        if (!plan.tablespaces().isEmpty()) {
            make(data.resolve("pg_tblspc"), PRIVATE);
        }
        for (Map.Entry<String, Path> tablespace : plan.tablespaces().entrySet()) {
            makeAll(tablespace.getValue());
            link(data.resolve("pg_tblspc").resolve(tablespace.getKey()), tablespace.getValue());
        }
        Path wal = plan.destination().wal();
        if (wal != null) {
            makeAll(wal);
            link(data.resolve("pg_wal"), wal);
        }
    }

    /** A folder somebody chose: it may be a link, and what is above it may lie anywhere. */
    private void makeAll(Path place) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path each = place; each != null && !Files.isDirectory(each); each = each.getParent()) {
            missing.addFirst(each);
        }
        for (Path each : missing) {
            make(each, PRIVATE);
        }
    }

    private void link(Path link, Path place) throws IOException {
        if (Files.isSymbolicLink(link)) {
            if (Files.readSymbolicLink(link).equals(place)) {
                return;
            }
            throw new FetchException.Target(link, "it is a link to somewhere else", null);
        }
        Files.createSymbolicLink(link, place);
        tree.ownership().take(link);
        persistParent(link);
    }

    private void make(Path folder, int mode) throws IOException {
        if (tree.make(folder, mode)) {
            persistParent(folder);
        }
    }

    private static void persistParent(Path path) throws IOException {
        Path above = path.getParent();
        if (above != null) {
            Durable.folder(above);
        }
    }

    /** When all files are there. */
    void complete() throws IOException {
        if (plan.selection().number("/") < 0) {
            tree.setMode(data, isOfAGroup() ? OF_A_GROUP : PRIVATE);
        }
        if (plan.manner().leftOutFolders()) {
            int mode = isOfAGroup() ? OF_A_GROUP : PRIVATE;
            boolean old = Files.isDirectory(data.resolve("pg_clog"));
            for (String name : NEEDED) {
                makeNeeded(old ? oldName(name) : name, mode);
            }
        }
        Durable.folder(data);
    }

    private void makeNeeded(String name, int mode) throws IOException {
        int slash = name.lastIndexOf('/');
        Path folder = slash < 0
                ? data.resolve(name)
                : tree.folder(name.substring(0, slash)).resolve(name.substring(slash + 1));
        if (!Files.isDirectory(folder)) {
            make(folder, mode);
        }
    }

    private static String oldName(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? name : name.substring(0, slash);
        String rest = slash < 0 ? "" : name.substring(slash);
        return OLD_NAMES.getOrDefault(first, first) + rest;
    }

    /** A cluster with group access has it everywhere. */
    private boolean isOfAGroup() throws IOException {
        Path version = data.resolve("PG_VERSION");
        return Files.isRegularFile(version, LinkOption.NOFOLLOW_LINKS)
                && Files.getPosixFilePermissions(version, LinkOption.NOFOLLOW_LINKS)
                        .contains(PosixFilePermission.GROUP_READ);
    }
}
