package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.verify.BackupDifference;
import dev.walkback.engine.verify.BackupDifference.FileChanges;
import dev.walkback.engine.verify.BackupDifference.RelationChange;
import dev.walkback.engine.verify.BackupDifference.Side;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code backup compare}: two backups beside each other, and what changed from the first to the second. */
public record BackupCompared(View view, BackupDifference difference) implements Report {

    private static final int SHOWN = 15;

    @Override
    public String kind() {
        return "backup-difference";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private FindingLines findings() {
        return FindingLines.of(FindingLines.free(difference.findings()), view);
    }

    public boolean hasProblems() {
        return findings().areProblems();
    }

    private String kinship() {
        return difference.kinship().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        new BackupComparedJson(view, difference, kinship(), findings()).write(json);
    }

    static String word(BackupDifference.Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        sides().ofKind("fact").print(page);
        if (!page.plain()) {
            page.wrapped("  ", sentence() + ".");
            page.line("");
        }
        Table databases = databaseTable();
        if (!databases.isEmpty()) {
            databases.ofKind("database").print(page);
        }
        Table relations = relationTable(page.forPeople() ? SHOWN : Integer.MAX_VALUE);
        if (!relations.isEmpty()) {
            relations.ofKind("relation").print(page);
            rest(page);
        }
        Table settings = new Table(Column.left("PG_CONTROL"), Column.left("A"), Column.left("B"));
        difference
                .settings()
                .forEach(change ->
                        settings.row(Cell.of(change.name()), Cell.of(change.before()), Cell.of(change.after())));
        if (!settings.isEmpty()) {
            settings.ofKind("setting").print(page);
        }
        findings().text(page);
    }

    private void rest(Page page) {
        long shown = page.forPeople()
                ? Math.min(SHOWN, difference.relations().size())
                : difference.relations().size();
        long all = difference.relations().size() + difference.furtherRelations();
        if (!page.plain() && shown < all) {
            page.wrapped(
                    "  ", shown + " of " + all + " relations shown, the largest change first; --plain prints more");
        }
    }

    private Table sides() {
        Side a = difference.a();
        Side b = difference.b();
        Table table = new Table(
                Column.left("WHAT"),
                Column.left("A"),
                Column.left("B"),
                Column.left("B - A").givenUp(1));
        table.row(Cell.of("backup"), name(a), name(b), Cell.of(kinship()));
        Instant finishedA = View.finished(a.backup());
        Instant finishedB = View.finished(b.backup());
        Duration later = Duration.between(finishedA, finishedB);
        table.row(
                Cell.of("finished"),
                Cell.time(finishedA),
                Cell.time(finishedB),
                new Cell(
                        Long.toString(later.toSeconds()),
                        (later.isNegative() ? "-" : "+") + Text.span(later.abs()),
                        (later.isNegative() ? "-" : "+") + Text.span(later.abs())));
        table.row(Cell.of("kind"), kind(a), kind(b), Cell.NONE);
        table.row(Cell.of("start"), lsn(a.backup()), lsn(b.backup()), signed(difference.walBytes(), " WAL"));
        table.row(
                Cell.of("stored"),
                Cell.size(a.storedBytes()),
                Cell.size(b.storedBytes()),
                signed(b.storedBytes() - a.storedBytes(), ""));
        table.row(
                Cell.of("with chain"),
                Cell.size(a.chainBytes()),
                Cell.size(b.chainBytes()),
                signed(b.chainBytes() - a.chainBytes(), ""));
        table.row(Cell.of("unpacked"), unpacked(a), unpacked(b), Cell.NONE);
        table.row(Cell.of("files"), files(a), files(b), Cell.NONE);
        table.row(Cell.of("PostgreSQL"), version(a), version(b), Cell.NONE);
        return table;
    }

    private Cell name(Side side) {
        return view.names().cell(side.backup().name());
    }

    private Cell kind(Side side) {
        String said = new BackupLines(view, side.backup()).kind().plain().replace(",", ", ")
                + (side.chain() > 1 ? ", " + Text.count(side.chain() - 1, "step") + " from its full" : "");
        return Cell.of(said);
    }

    private static Cell lsn(Backup backup) {
        return Cell.of(backup.start().map(Object::toString));
    }

    private static Cell unpacked(Side side) {
        return side.backup()
                .sentinel()
                .optional()
                .map(read -> Cell.size(read.uncompressedBytes()))
                .orElse(Cell.NONE);
    }

    private static Cell files(Side side) {
        BackupDifference.Files files = side.files();
        return files == null ? Cell.NONE : Cell.count(files.files());
    }

    private static Cell version(Side side) {
        return Cell.of(side.backup().pgVersion().map(Object::toString));
    }

    private static Cell signed(@Nullable Long bytes, String what) {
        if (bytes == null) {
            return Cell.NONE;
        }
        String text = (bytes < 0 ? "-" : "+") + Text.size(Math.abs(bytes)) + what;
        return new Cell(Long.toString(bytes), text, text);
    }

    private Table databaseTable() {
        Table table = new Table(
                Column.left("DATABASE"),
                Column.left("CHANGE"),
                Column.right("RELATIONS ADDED"),
                Column.right("REMOVED"));
        difference
                .databases()
                .forEach(each -> table.row(
                        Cell.of(each.name()),
                        Cell.of(word(each.fate())),
                        Cell.count(each.relationsAdded()),
                        Cell.count(each.relationsRemoved())));
        return table;
    }

    private Table relationTable(int most) {
        Table table = new Table(
                Column.left("FILE OR RELATION"),
                Column.left("DATABASE").givenUp(2),
                Column.left("CHANGE"),
                Column.right("A").givenUp(4),
                Column.right("B").givenUp(3),
                Column.right("B - A"),
                Column.right("PAGES").givenUp(1));
        difference.relations().stream()
                .limit(most)
                .forEach(each -> table.row(
                        relation(each),
                        Cell.of(Optional.ofNullable(each.database())),
                        Cell.of(word(each.fate())),
                        bytes(each.bytesBefore()),
                        bytes(each.bytesAfter()),
                        growth(each),
                        Cell.of(Optional.ofNullable(each.changedPages()).map(Object::toString))));
        return table;
    }

    private static Cell relation(RelationChange each) {
        String file = each.folder() + "/" + each.filenode();
        String name = each.relation();
        return name == null ? Cell.of(file) : new Cell(file + " " + name, name + " (" + file + ")", name);
    }

    private static Cell bytes(@Nullable Long bytes) {
        return bytes == null ? Cell.NONE : Cell.size(bytes);
    }

    private static Cell growth(RelationChange each) {
        Long before = each.bytesBefore();
        Long after = each.bytesAfter();
        return before == null || after == null ? Cell.NONE : signed(after - before, "");
    }

    private static String spoken(RelationChange each) {
        Long before = each.bytesBefore();
        Long after = each.bytesAfter();
        String pages = each.changedPages() == null ? "" : ", " + each.changedPages() + " pages changed";
        if (before != null && after != null) {
            return ", from " + Text.size(before) + " to " + Text.size(after) + pages;
        }
        return (after != null ? ", " + Text.size(after) : before != null ? ", " + Text.size(before) : "") + pages;
    }

    private String sentence() {
        FileChanges files = difference.files();
        String changed = files == null
                ? "which files changed is not known: " + missing() + " no files metadata"
                : files.added() + " files are new, " + files.removed() + " gone, " + files.touched() + " touched, "
                        + files.unchanged() + " unchanged";
        String sized = files == null || files.bytes() == null
                ? "; sizes are read with --deep"
                : "; together " + signed(files.bytes(), "").full();
        return switch (difference.kinship()) {
            case SAME_LINE -> changed + (files == null ? "" : sized);
            case OTHER_BRANCH -> "they lie on timelines that went apart; " + changed;
            case OTHER_CLUSTER -> "they are of two clusters; " + changed;
            case UNKNOWN -> "nothing tells how they are related; " + changed;
        };
    }

    private String missing() {
        boolean a = difference.a().files() == null;
        boolean b = difference.b().files() == null;
        return a && b ? "both have" : (a ? "A has" : "B has");
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        page.paragraph("From " + page.name(view.brief(difference.a().backup().name())) + " to "
                + page.name(view.brief(difference.b().backup().name())) + ": " + page.sentence(sentence()) + ".");
        difference
                .databases()
                .forEach(each -> page.paragraph("Database " + page.name(each.name()) + " " + word(each.fate()) + ", "
                        + each.relationsAdded() + " relations added, " + each.relationsRemoved() + " removed."));
        difference.relations().stream()
                .limit(SHOWN)
                .forEach(each -> page.paragraph(
                        page.name(relation(each).full()) + " " + word(each.fate()) + spoken(each) + "."));
        difference
                .settings()
                .forEach(each -> page.paragraph(
                        page.name(each.name() + " was " + each.before() + " and is " + each.after() + ".")));
        findings().words(page);
    }
}
