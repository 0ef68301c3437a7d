package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.shell.Console;
import dev.walkback.shell.StateHome;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Progress;
import dev.walkback.shell.report.Reporter;
import dev.walkback.shell.script.ScriptRun;
import dev.walkback.shell.session.Sitting;
import java.nio.file.Path;

/** What a command has at hand beside its own words. */
public record Session(
        Console console,
        Reporter reporter,
        Storages storages,
        Sitting sitting,
        Looker looker,
        ScriptRun.Performer performer) {

    /** The archive that a command is about: as this sitting listed it before, else listed now, once. */
    public Archive archive(Invocation invocation) throws InterruptedException {
        return Archives.of(invocation, this);
    }

    /** The cluster that a command is about: the one it names, else the one that was chosen, else the only one. */
    public Cluster cluster(Invocation invocation) throws InterruptedException {
        return Clusters.of(archive(invocation), invocation, sitting.standing().chosen());
    }

    /** @param total how many bytes there are, or {@link Progress#UNKNOWN} */
    public Progress progress(String what, long total) {
        return new Progress(console, reporter.style(), what, total);
    }

    /** A storage was changed: where it is the open one, its listing no longer tells all. */
    void changed(String nameOrUrl) {
        if (nameOrUrl.isEmpty() || nameOrUrl.equals(sitting.standing().storage())) {
            sitting.touched();
        }
    }

    /** Where journals and plans are kept. */
    public Path state() {
        return StateHome.of(console);
    }
}
