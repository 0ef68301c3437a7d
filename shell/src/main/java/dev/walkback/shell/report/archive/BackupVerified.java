package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.verify.BackupVerification;
import dev.walkback.engine.verify.BackupVerification.Content;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.engine.verify.BackupVerification.Link;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.Locale;

/** {@code backup verify}: whether everything is there that a backup and its chain consist of. */
public record BackupVerified(View view, BackupVerification verification) implements Report {

    @Override
    public String kind() {
        return "backup-verification";
    }

    @Override
    public Look look() {
        return view.look();
    }

    private FindingLines findings() {
        return FindingLines.of(FindingLines.free(verification.findings()), view);
    }

    public boolean hasProblems() {
        return findings().areProblems();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", verification.name().text());
        json.writeStringField("depth", verification.depth().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("sound", verification.isSound());
        json.writeArrayFieldStart("chain");
        for (Link link : verification.chain()) {
            json.writeStartObject();
            json.writeStringField("name", link.name().text());
            json.writeNumberField("tars", link.tars());
            json.writeNumberField("stored_bytes", link.storedBytes());
            json.writeNumberField("findings", link.findings().size());
            Content content = link.content();
            if (content != null) {
                json.writeNumberField("entries", content.entries());
                json.writeNumberField("plain_bytes", content.plainBytes());
                json.writeNumberField("increments", content.increments());
                json.writeNumberField("changed_pages", content.changedPages());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        findings().json(json);
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        table().ofKind("backup").print(page);
        findings().text(page);
        if (!page.plain()) {
            page.wrapped("", verdict() + ".");
            if (verification.depth() == Depth.OBJECTS) {
                page.wrapped(
                        "",
                        "Only what the listing and the documents tell; to read every part: "
                                + page.typed("backup verify --deep" + view.again() + " "
                                        + verification.name().text()));
            }
        }
    }

    private Table table() {
        boolean deep = verification.depth() == Depth.CONTENT;
        Table table = deep
                ? new Table(
                        Column.left("BACKUP"),
                        Column.right("TARS"),
                        Column.right("STORED"),
                        Column.right("ENTRIES"),
                        Column.right("UNPACKED"),
                        Column.right("INCREMENTS").givenUp(2),
                        Column.right("PAGES").givenUp(1),
                        Column.left("STATE"))
                : new Table(Column.left("BACKUP"), Column.right("TARS"), Column.right("STORED"), Column.left("STATE"));
        for (Link link : verification.chain()) {
            Cell name = view.names().cell(link.name());
            Cell state = Cell.of(state(link));
            Content content = link.content();
            if (!deep) {
                table.row(name, Cell.count(link.tars()), Cell.size(link.storedBytes()), state);
            } else if (content == null) {
                table.row(
                        name,
                        Cell.count(link.tars()),
                        Cell.size(link.storedBytes()),
                        Cell.NONE,
                        Cell.NONE,
                        Cell.NONE,
                        Cell.NONE,
                        state);
            } else {
                table.row(
                        name,
                        Cell.count(link.tars()),
                        Cell.size(link.storedBytes()),
                        Cell.count(content.entries()),
                        Cell.size(content.plainBytes()),
                        Cell.count(content.increments()),
                        Cell.count(content.changedPages()),
                        state);
            }
        }
        return table;
    }

    private static String state(Link link) {
        return link.findings().isEmpty() ? "ok" : Text.count(link.findings().size(), "finding");
    }

    private String verdict() {
        String chain = verification.chain().size() > 1
                ? " and the " + Text.count(verification.chain().size() - 1, "backup") + " it stands on"
                : "";
        return view.brief(verification.name())
                + chain
                + (verification.isSound()
                        ? ": nothing keeps it from being restored"
                        : verification.isWaiting()
                                ? ": it cannot be restored yet, since WAL that it needs has not arrived"
                                : ": it cannot be restored whole");
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        page.paragraph(page.name(verdict()) + ".");
        for (Link link : verification.chain()) {
            page.paragraph(page.name(view.brief(link.name())) + ": " + Text.count(link.tars(), "part") + ", "
                    + Text.size(link.storedBytes()) + ", " + state(link) + ".");
        }
        findings().words(page);
    }
}
