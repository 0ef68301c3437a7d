package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code backup list}: the backups of a cluster, and how far each of them leads. */
public record BackupList(View view) implements Report {

    @Override
    public String kind() {
        return "backups";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private List<BackupLines> backups() {
        return view.cluster().backups().stream()
                .map(backup -> new BackupLines(view, backup))
                .toList();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (BackupLines backup : backups()) {
            json.writeStartObject();
            backup.json(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        Table table = new Table(
                Column.left("BACKUP"),
                Column.left("FINISHED (UTC)"),
                Column.left("AGE").givenUp(5).people(),
                Column.left("KIND"),
                Column.right("SIZE").givenUp(3),
                Column.right("TL").givenUp(4),
                Column.left("REACHES"),
                Column.left("ENDS BECAUSE").givenUp(1),
                Column.left("START LSN").givenUp(7),
                Column.left("HOST").givenUp(6));
        for (BackupLines each : backups()) {
            Backup backup = each.backup();
            table.row(
                    view.names().cell(backup.name()),
                    Cell.time(View.finished(backup)),
                    Cell.age(Optional.of(View.finished(backup)), page.now()),
                    each.kind(),
                    Cell.size(backup.objects().tarBytes()),
                    each.timeline(),
                    each.reaches(),
                    each.ends(),
                    Cell.of(backup.start().map(Object::toString)),
                    Cell.of(host(backup)));
        }
        table.print(page);
        if (page.plain()) {
            return;
        }
        if (table.isEmpty()) {
            page.wrapped("  ", "there is no backup");
        }
        if (backups().stream().anyMatch(each -> each.backup().isPermanent())) {
            page.wrapped("  ", "* permanent: retention will not delete it");
        }
        long coming = backups().stream().filter(BackupLines::isWaiting).count();
        if (coming > 0) {
            page.wrapped("  ", Text.count(coming, "backup") + " cannot be restored yet: WAL has not arrived");
        }
        long lost = backups().stream()
                .filter(each -> !each.restorable() && !each.isWaiting())
                .count();
        if (lost > 0) {
            page.line("  " + Text.count(lost, "backup") + " cannot be restored: "
                    + page.typed("archive show" + view.again()));
        }
    }

    private static Optional<String> host(Backup backup) {
        return backup.sentinel()
                .optional()
                .map(Sentinel::hostname)
                .filter(name -> !name.isEmpty())
                .or(() -> backup.metadata().optional().map(BackupMetadata::hostname))
                .filter(name -> !name.isEmpty());
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        page.paragraph(Text.count(backups().size(), "backup") + (backups().isEmpty() ? "." : ", the oldest first:"));
        for (BackupLines each : backups()) {
            String reach = each.window()
                    .map(window -> window.isGrowing()
                            ? "it leads to the latest"
                            : "it leads to position " + window.to().lsn() + ", where "
                                    + EndingWords.sentence(window.endsBecause()))
                    .orElse("it cannot be restored: " + String.join(", ", each.reasons()));
            page.paragraph(page.name(view.brief(each.backup().name())) + ", " + each.spoken() + ", "
                    + Text.size(each.backup().objects().tarBytes()) + "; " + reach + ".");
        }
    }
}
