package dev.walkback.shell.command;

import dev.walkback.shell.Console;
import dev.walkback.shell.StateHome;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.script.ScriptRun;
import dev.walkback.shell.session.Sitting;
import java.nio.file.Path;

/** What a command has at hand beside its own words. */
public record Session(
        Console console, Reporter reporter, Storages storages, Sitting sitting, ScriptRun.Performer performer) {

    /** @param total how many bytes there are, or {@link Progress#UNKNOWN} */
    Progress progress(String what, long total) {
        return new Progress(console, reporter.style(), what, total);
    }

    /** Where journals and plans are kept. */
    Path state() {
        return StateHome.of(console);
    }
}
