package dev.walkback.shell.report.restore;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.Remark;
import dev.walkback.engine.restore.Remarks;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.Space;
import dev.walkback.engine.restore.TargetText;
import dev.walkback.engine.restore.choice.Alternative;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.wal.Route;
import dev.walkback.shell.report.Cell;
import dev.walkback.shell.report.Column;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Table;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.Facts;
import dev.walkback.shell.report.archive.FindingWording;
import dev.walkback.shell.report.archive.Heading;
import dev.walkback.shell.report.archive.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A restore plan for people, and as records. */
final class PlannedLines {

    private final Page page;
    private final PlannedReport report;
    private final Decision decision;
    private final View view;

    PlannedLines(Page page, PlannedReport report) {
        this.page = page;
        this.report = report;
        this.decision = report.decision();
        this.view = report.view();
    }

    /** What is known without a directory is known with none, too. */
    static List<Remark> remarks(PlannedReport report) {
        RestorePlan plan = report.plan();
        return plan != null
                ? plan.remarks()
                : new Remarks(
                                report.view().archive(),
                                report.decision(),
                                report.basis(),
                                report.decision().backup().backup().pgVersion().orElse(null))
                        .all();
    }

    static SequencedMap<String, Integer> atLeast(PgControl.Settings settings) {
        SequencedMap<String, Integer> values = new LinkedHashMap<>();
        values.put("max_connections", settings.maxConnections());
        values.put("max_worker_processes", settings.maxWorkerProcesses());
        if (settings.maxWalSenders() != null) {
            values.put("max_wal_senders", settings.maxWalSenders());
        }
        values.put("max_prepared_transactions", settings.maxPreparedTransactions());
        values.put("max_locks_per_transaction", settings.maxLocksPerTransaction());
        return values;
    }

    void text() {
        Heading.print(page, view);
        RestorePlan plan = report.plan();
        if (!page.plain()) {
            page.bold("Restore to " + page.name(MomentWords.of(decision.target()))
                    + (plan == null ? "" : "   plan " + plan.fingerprint()));
        }
        facts().print(page);
        chain().ofKind("chain").print(page);
        if (report.explains()) {
            others(page, view, decision.others());
        }
        findings();
        remarks(report).forEach(this::remark);
        if (!page.plain()) {
            end();
        }
    }

    void words() {
        Heading.say(page, view);
        page.paragraph("To go back to " + page.name(MomentWords.of(decision.target())) + ", on timeline "
                + decision.timeline() + ", start from "
                + view.brief(decision.backup().name()) + ": fetch "
                + Text.size(decision.work().fetchBytes()) + " and replay "
                + Text.count(decision.work().walSegments(), "segment") + " of WAL. That takes about " + lasting()
                + ".");
        facts().say(page);
        if (report.explains()) {
            sayOthers(page, view, decision.others());
        }
        report.basis()
                .refusals()
                .forEach(finding ->
                        page.paragraph("It would be refused: " + page.sentence(FindingWording.of(finding)) + "."));
        remarks(report)
                .forEach(remark -> page.paragraph((remark.refuses()
                                ? "It would be refused: "
                                : capital(remark.code().weight().word()) + ": ")
                        + page.sentence(RemarkWording.of(remark)) + "."));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private Facts facts() {
        Facts facts = new Facts();
        RestorePlan plan = report.plan();
        if (plan != null && page.plain()) {
            facts.with("plan", plan.fingerprint().text());
        }
        if (report.saved() != null) {
            facts.with("saved", report.saved().toString());
        }
        if (page.plain()) {
            facts.with("moment", TargetText.of(decision.target()));
            facts.with("certainty", decision.certainty().word());
        }
        facts.with(
                "timeline",
                decision.timeline().toString(),
                decision.timeline()
                        + (decision.isTold()
                                ? ", written as a number and not as 'latest'"
                                : ", as the server's own: its history is missing"));
        facts.with(
                "backup",
                decision.backup().name().text(),
                view.brief(decision.backup().name()) + able());
        facts.size("fetch", decision.work().fetchBytes());
        facts.size("write", decision.work().writeBytes());
        wal(facts);
        facts.with("about", Long.toString(Math.round(decision.work().seconds(report.rates()))), lasting());
        if (plan != null) {
            layout(facts, plan.layout());
            plan.space().forEach(space -> facts.with("room", room(space)));
        }
        server(facts);
        return facts;
    }

    private String able() {
        int all = decision.others().size() + 1;
        return all == 1
                ? ""
                : ", of " + Text.count(all, "backup")
                        + (decision.aim().backup() == null
                                ? decision.target() instanceof RecoveryTarget.Immediate
                                        ? " the newest that can"
                                        : " the one with the least work"
                                : " the one that was asked for");
    }

    private void wal(Facts facts) {
        Route route = decision.route();
        String legs = route.legs().stream()
                .map(leg -> leg.first().equals(leg.last())
                        ? leg.first().shortName()
                        : leg.first().shortName() + " .. " + leg.last().shortName())
                .collect(Collectors.joining(", "));
        String histories = decision.histories().isEmpty()
                ? ""
                : "; " + decision.histories().size()
                        + (decision.histories().size() == 1 ? " history file" : " history files");
        facts.with(
                "wal",
                route.from() + " " + route.to() + " " + route.segments(),
                Text.count(route.segments(), "segment") + ", no gap: " + legs + histories
                        + (decision.goesOn() ? "; goes on past the moment" : ""));
    }

    private String lasting() {
        boolean measured = report.rates().fetchIsMeasured() && report.rates().replayIsMeasured();
        return Text.span(Duration.ofSeconds(
                        Math.max(1, Math.round(decision.work().seconds(report.rates())))))
                + (measured ? "" : " (a guess: not all of it was measured here yet)");
    }

    private void layout(Facts facts, Layout layout) {
        String owner = layout.owner() == null ? "" : ", of " + layout.owner();
        facts.with("directory", layout.data().toString(), layout.data() + ", 0700" + owner);
        if (layout.wal() != null) {
            facts.with("pg_wal", layout.wal().toString(), layout.wal() + ", behind a link");
        }
        for (Layout.Tablespace each : layout.tablespaces()) {
            facts.with(
                    "tablespace",
                    each.number() + " " + each.was() + " " + each.place(),
                    each.number() + ": "
                            + (each.isMoved() ? each.was() + " -> " + each.place() : each.was() + ", where it was"));
        }
        facts.with("stage", layout.stage() == null ? "streamed" : layout.stage().toString());
    }

    private static String room(Space space) {
        return "on " + space.volume().name() + ": " + Text.size(space.neededBytes()) + " needed, "
                + Text.size(space.volume().freeBytes()) + " free, for "
                + space.places().stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private void server(Facts facts) {
        PgVersion version =
                decision.backup().backup().pgVersion().orElse(view.cluster().pgVersion());
        if (version != null) {
            facts.with("postgresql", version.major(), version.major() + ", as the backup of " + version);
        }
        report.basis()
                .control()
                .optional()
                .ifPresent(control -> facts.with(
                        "at least",
                        atLeast(control.settings()).entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(" "))));
        List<String> preloaded = report.basis().configuration().preloaded();
        if (preloaded != null && !preloaded.isEmpty()) {
            facts.with("preloads", String.join(" ", preloaded));
        }
    }

    private Table chain() {
        Table table = new Table(
                Column.left("BACKUP"),
                Column.left("KIND"),
                Column.right("PARTS"),
                Column.right("STORED"),
                Column.left("FINISHED (UTC)").givenUp(1),
                Column.left("FINISH LSN").givenUp(2));
        for (Backup member : decision.chain().members()) {
            table.row(
                    view.names().cell(member.name()),
                    Cell.of(member.isDelta() ? "delta" : "full"),
                    Cell.count(member.objects().tars().size()),
                    Cell.size(member.objects().tarBytes()),
                    Cell.time(View.finished(member)),
                    Cell.of(member.finish().map(Object::toString)));
        }
        return table;
    }

    static void others(Page page, View view, List<Alternative> others) {
        if (!page.plain()) {
            page.line("Why not the others");
        }
        for (Alternative other : others) {
            if (page.plain()) {
                page.record(
                        "other",
                        page.name(other.backup().name().text()),
                        other.why().word(),
                        page.name(WhyNotWords.of(other.why())));
            } else {
                page.wrapped("  ", view.brief(other.backup().name()) + "  " + WhyNotWords.of(other.why()));
            }
        }
    }

    static void sayOthers(Page page, View view, List<Alternative> others) {
        others.forEach(other ->
                page.paragraph("Not " + page.name(view.brief(other.backup().name())) + ": "
                        + page.sentence(WhyNotWords.of(other.why())) + "."));
    }

    private void findings() {
        report.basis().refusals().forEach(finding -> finding("refused", "would be refused: ", finding));
        report.basis().warnings().forEach(finding -> finding("warning", "warning: ", finding));
    }

    private void finding(String weight, String before, Finding finding) {
        if (page.plain()) {
            page.record(
                    "finding",
                    weight,
                    finding.code().word(),
                    page.name(finding.subject()),
                    page.name(FindingWording.of(finding)));
        } else {
            page.wrapped("! ", before + FindingWording.of(finding));
        }
    }

    private void remark(Remark remark) {
        String weight = remark.code().weight().word();
        if (page.plain()) {
            page.record("remark", weight, remark.code().word(), page.name(RemarkWording.of(remark)));
        } else {
            page.wrapped(
                    remark.code().weight() == Remark.Weight.NOTE ? "  " : "! ",
                    (remark.refuses() ? "would be refused: " : weight + ": ") + RemarkWording.of(remark));
        }
    }

    private void end() {
        RestorePlan plan = report.plan();
        boolean refused = !report.basis().refusals().isEmpty() || (plan != null && plan.isRefused());
        if (refused) {
            page.wrapped("", "Nothing would be done as it stands.");
            if (!report.basis().refusals().isEmpty()) {
                page.command(
                        report.command() + " --without=" + decision.backup().name());
            }
            return;
        }
        List<String> next = new ArrayList<>();
        if (plan == null) {
            next.add(report.command() + " --into=DIR");
        } else if (report.saved() == null) {
            next.add(report.command() + " --save");
            next.add(report.command()
                    .replaceFirst("^restore plan", "restore apply")
                    .replace(" --explain-choice", ""));
        } else {
            next.add("restore step --plan=" + plan.fingerprint() + view.again());
        }
        page.wrapped(
                "",
                "Nothing was written" + (report.saved() == null ? "." : " but the plan.")
                        + (next.isEmpty() ? "" : " To go on:"));
        next.forEach(page::command);
    }
}
