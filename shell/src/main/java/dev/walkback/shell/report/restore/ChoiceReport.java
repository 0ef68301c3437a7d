package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.archive.Heading;
import dev.walkback.shell.report.archive.View;
import java.io.IOException;

/** Why each backup does not lead to a moment. */
public record ChoiceReport(View view, NoWay noWay) implements Report {

    @Override
    public String kind() {
        return "restore-choice";
    }

    @Override
    public Look look() {
        return view.look();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        PlannedJson.target(json, noWay.aim().target());
        PlannedJson.others(json, noWay.backups());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        Heading.print(page, view);
        PlannedLines.others(page, view, noWay.backups());
    }

    @Override
    public void words(Page page) {
        Heading.say(page, view);
        PlannedLines.sayOthers(page, view, noWay.backups());
    }
}
