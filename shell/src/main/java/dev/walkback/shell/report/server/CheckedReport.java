package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.server.Check;
import java.io.IOException;
import java.util.List;

/** {@code restore check}: where a copy stands, what was looked at in it, and what one can do now. */
public record CheckedReport(ServerSeen seen, List<Check> checks) implements Report {

    public CheckedReport {
        checks = List.copyOf(checks);
    }

    public boolean isSound() {
        return checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.FAILED);
    }

    @Override
    public String kind() {
        return "restore-check";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data_directory", seen.directory().path().toString());
        json.writeStringField("state", seen.state().word());
        json.writeBooleanField("sound", isSound());
        if (seen.at() != null) {
            json.writeStringField("replayed_lsn", seen.at().at().toString());
        }
        if (seen.lastCommit() != null) {
            json.writeStringField("last_commit", seen.lastCommit().toString());
        }
        json(json, checks);
        json.writeEndObject();
    }

    static void json(JsonGenerator json, List<Check> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (Check check : checks) {
            json.writeStartObject();
            json.writeStringField("check", check.what());
            json.writeStringField("database", check.database());
            if (!check.subject().isEmpty()) {
                json.writeStringField("subject", check.subject());
            }
            json.writeStringField("verdict", check.verdict().word());
            json.writeStringField("detail", check.detail());
            json.writeNumberField("took_seconds", check.took().toMillis() / 1000.0);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void text(Page page) {
        if (!page.plain()) {
            page.bold(page.name(seen.directory().path().toString()) + "   "
                    + seen.state().word());
            page.wrapped("  ", standing());
            page.line("");
        }
        table(page, checks);
        if (!page.plain()) {
            page.line("");
            choices()
                    .forEach(choice -> page.line("  " + Text.padded(choice.question(), 15)
                            + Text.padded(page.typed(choice.suggestion().command()), 40) + "  "
                            + choice.suggestion().purpose()));
        }
    }

    static void table(Page page, List<Check> checks) {
        if (page.plain()) {
            checks.forEach(check -> page.record(
                    check.what(),
                    check.verdict().word(),
                    page.name(check.database()),
                    page.name(check.subject()),
                    page.name(check.detail())));
            return;
        }
        Table table = new Table(
                Column.left("CHECK"),
                Column.left("RESULT"),
                Column.left("DATABASE"),
                Column.left("WHAT"),
                Column.left("DETAIL"));
        checks.forEach(check -> table.row(
                Cell.of(check.what()),
                Cell.of(check.verdict().word()),
                Cell.of(page.name(check.database())),
                Cell.of(check.subject().isEmpty() ? "-" : page.name(check.subject())),
                Cell.of(page.name(check.detail()))));
        table.print(page);
    }

    private String standing() {
        String at = seen.at() == null ? "" : " at " + seen.at().at();
        String commit = seen.lastCommit() == null ? "" : "; the last commit in it is of " + seen.lastCommit();
        return switch (seen.state()) {
            case PAUSED -> "paused" + at + commit;
            case PROMOTED -> "promoted: it writes" + commit;
            default -> "replaying" + at + commit;
        };
    }

    /** What a person may decide now. */
    private record WayOn(String question, Suggestion suggestion) {}

    private List<WayOn> choices() {
        if (seen.state() == RecoveryState.PROMOTED) {
            return List.of(
                    new WayOn("Wrong moment?", Suggestion.command("restore plan --time T --into DIR", "fetch again")));
        }
        return List.of(
                new WayOn(
                        "Right moment?", Suggestion.command("restore promote " + seen.typed(), "it becomes writable")),
                new WayOn(
                        "Too early?",
                        Suggestion.command("restore forward " + seen.typed() + " --time T", "a later target")),
                new WayOn(
                        "Too late?",
                        Suggestion.command(
                                "restore plan --time T --into DIR", "replay cannot run backwards: fetch again")));
    }

    @Override
    public void words(Page page) {
        page.paragraph(page.sentence(seen.directory().path() + " is " + standing() + "."));
        checks.forEach(check -> page.paragraph(page.sentence("The check of " + check.what()
                + (check.subject().isEmpty() ? "" : ", " + check.subject() + ",")
                + " in " + check.database()
                + switch (check.verdict()) {
                    case OK -> " found nothing wrong" + (check.detail().isEmpty() ? "." : ": " + check.detail() + ".");
                    case FAILED -> " failed: " + check.detail() + ".";
                    case SKIPPED -> " was not made: " + check.detail() + ".";
                    case TOLD -> ": " + check.detail() + ".";
                })));
        choices()
                .forEach(choice -> page.paragraph(page.sentence(choice.question() + " You can type: "
                        + page.typed(choice.suggestion().command()))));
    }
}
