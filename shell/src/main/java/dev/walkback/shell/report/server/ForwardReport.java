package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import java.io.IOException;
import java.nio.file.Path;

/** {@code restore forward}: a stopped copy has another target now. */
public record ForwardReport(String typed, Path data, RecoveryTarget target, Lsn to) implements Report {

    @Override
    public String kind() {
        return "restore-forward";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data_directory", data.toString());
        json.writeStringField("target", target.word());
        json.writeStringField("to_lsn", to.toString());
        json.writeEndObject();
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(data.toString(), target.word(), to.toString());
            return;
        }
        page.line(page.name(data.toString()) + " has a new target; its WAL is there up to " + to + ".");
        page.line("Start it again, and it goes on from where it was stopped:");
        page.command("restore start " + typed);
    }

    @Override
    public void words(Page page) {
        page.paragraph(
                page.sentence(data + " has a new target. Start it again, and it goes on from where it was stopped."));
    }
}
