package dev.walkback.shell.report.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.shell.report.Look;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.archive.View;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code restore plan}: what going back would take.
 *
 * @param plan null where no directory was named: then all is told that does not depend on one
 * @param saved where it was kept; null where it was not
 * @param explains whether each other backup is told with its reason
 * @param command that was typed
 */
public record PlannedReport(
        View view,
        Decision decision,
        RestoreBasis basis,
        Rates rates,
        @Nullable RestorePlan plan,
        @Nullable Path saved,
        boolean explains,
        String command)
        implements Report {

    @Override
    public String kind() {
        return "restore-plan";
    }

    @Override
    public Look look() {
        return view.look();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        new PlannedJson(json, this).write();
    }

    @Override
    public void text(Page page) {
        new PlannedLines(page, this).text();
    }

    @Override
    public void words(Page page) {
        new PlannedLines(page, this).words();
    }
}
