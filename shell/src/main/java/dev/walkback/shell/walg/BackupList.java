package dev.walkback.shell.walg;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.shell.report.GoJson;
import dev.walkback.shell.walg.backup.Backups;
import dev.walkback.shell.walg.backup.ListedBackup;
import dev.walkback.shell.walg.backup.Metadata;
import dev.walkback.shell.walg.work.Beside;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code backup-list}: in five shapes, over all storages that answer. */
final class BackupList {

    private static final Comparator<Row> BY_TIME =
            Comparator.comparing(row -> row.backup().modified());

    private final Words words;
    private final Session session;
    private final BackupFields fields;

    /** @param metadata null when details are not asked for */
    private record Row(ListedBackup backup, @Nullable Metadata metadata) {

        OffsetDateTime startTime() {
            return metadata == null ? OffsetDateTime.MIN : metadata.startTime();
        }
    }

    private BackupList(Words words, Session session) {
        this.words = words;
        this.session = session;
        this.fields = new BackupFields(session.times());
    }

    static void run(Words words, Session session) throws Exception {
        session.grid(); // not needed here, but a size that cannot be ends every command
        BackupList list = new BackupList(words, session);
        String target = words.text(
                "target-storage",
                session.configured().text("WALG_TARGET_STORAGE").orElse(""));
        List<Row> rows = target.isEmpty() ? list.ofAll() : list.ofOne(target);
        if (rows.isEmpty() && !words.has("json")) {
            session.log().info("No backups found");
        }
        list.print(rows);
    }

    /** {@code catchup-list}: of the primary, and without a word of which storage that is. */
    static void catchups(Words words, Session session) throws Exception {
        session.grid();
        BackupList list = new BackupList(words, session);
        try (MutableStorage storage = session.configured().storage("default")) {
            List<Row> rows = list.sorted(list.rows(new Backups(storage, "default", BackupKeys.CATCHUPS)));
            if (rows.isEmpty() && !words.has("json")) {
                session.log().info("No backups found");
            }
            list.print(rows);
        }
    }

    private List<Row> ofOne(String name) throws Exception {
        try (MutableStorage storage = session.configured().storage(name)) {
            tell(List.of(name));
            return sorted(rows(new Backups(storage, name)));
        }
    }

    /** The primary alone, or with the failover storages that answer; WAL-G knows of those that do not from its own checks. */
    private List<Row> ofAll() throws Exception {
        List<String> names = new ArrayList<>(List.of("default"));
        names.addAll(session.configured().failoverNames());
        if (names.size() == 1) {
            return ofOne("default");
        }
        List<Beside<List<Row>>> asked = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<String> alive = new ArrayList<>();
        try {
            names.forEach(name -> asked.add(Beside.begin(() -> rowsIn(name))));
            for (int i = 0; i < names.size(); i++) {
                try {
                    rows.addAll(asked.get(i).result());
                    alive.add(names.get(i));
                } catch (StorageException.Unreachable | StorageException.Denied dead) {
                    session.log().warning("storage \"" + names.get(i) + "\" is passed by: " + Walg.sentence(dead));
                }
            }
        } finally {
            asked.forEach(Beside::close);
        }
        if (alive.isEmpty()) {
            throw new WalgFailure("no alive storages");
        }
        tell(alive);
        return sorted(rows);
    }

    private List<Row> rowsIn(String name) throws Exception {
        try (MutableStorage storage = session.configured().storage(name)) {
            return rows(new Backups(storage, name));
        }
    }

    private void tell(List<String> storages) {
        session.log().info("List backups from storages: [" + String.join(" ", storages) + "]");
    }

    private List<Row> rows(Backups backups) throws Exception {
        List<ListedBackup> listed = backups.list();
        if (!words.has("detail")) {
            return listed.stream().map(backup -> new Row(backup, null)).toList();
        }
        // WAL-G reads the last listed first, and ends at the first that it cannot read
        return backups.detailed(listed.reversed()).reversed().stream()
                .map(each -> new Row(each.listed(), each.metadata()))
                .toList();
    }

    /** By start time if each has one, else by the time of the sentinel. Of equals the last listed stands first with details. */
    private List<Row> sorted(List<Row> rows) {
        if (!words.has("detail")) {
            return rows.stream().sorted(BY_TIME).toList();
        }
        boolean started =
                rows.stream().noneMatch(row -> row.startTime().toInstant().equals(GoTime.NEVER));
        Comparator<Row> order =
                started ? Comparator.comparing(row -> row.startTime().toInstant()) : BY_TIME;
        return rows.reversed().stream().sorted(order).toList();
    }

    private void print(List<Row> rows) throws IOException {
        if (words.has("json")) {
            printJson(rows);
        } else if (rows.isEmpty()) {
            return;
        } else if (words.has("pretty")) {
            printBordered(rows);
        } else {
            printPlain(rows);
        }
    }

    private void printJson(List<Row> rows) throws IOException {
        GoJson json = words.has("pretty") ? GoJson.indented(session.out(), "    ") : GoJson.compact(session.out());
        json.beginArray();
        for (Row row : rows) {
            fields.write(row.backup(), row.metadata(), json);
        }
        json.endArray();
        session.print("\n");
    }

    private void printBordered(List<Row> rows) throws IOException {
        List<BorderedTable.Column> columns = new ArrayList<>(List.of(BorderedTable.Column.number("#")));
        headings(BackupFields.HEADINGS, BackupFields.DETAILED_HEADINGS)
                .forEach(heading -> columns.add(BorderedTable.Column.text(heading)));
        BorderedTable table = new BorderedTable(columns);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Stream<String> cells = Stream.of(fields.cells(row.backup(), row.metadata(), true));
            table.row(Stream.concat(Stream.of(Integer.toString(i)), cells).toArray(String[]::new));
        }
        table.print(session.out());
    }

    private void printPlain(List<Row> rows) throws IOException {
        String[] names =
                headings(BackupFields.NAMES, BackupFields.DETAILED_NAMES).toArray(String[]::new);
        try (SpooledTable table = SpooledTable.headed(names)) {
            rows.forEach(row -> table.row(fields.cells(row.backup(), row.metadata(), false)));
            table.print(session.out());
        }
    }

    private List<String> headings(List<String> always, List<String> detailed) {
        return words.has("detail")
                ? Stream.concat(always.stream(), detailed.stream()).toList()
                : always;
    }
}
