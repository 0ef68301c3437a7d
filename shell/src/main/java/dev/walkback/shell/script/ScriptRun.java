package dev.walkback.shell.script;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs a script's commands in order, until one fails or all were done. */
public final class ScriptRun {

    /** After these there is nobody to go on for. */
    private static final Set<Exit> FINAL = Set.of(Exit.INTERRUPTED, Exit.TERMINATED, Exit.READER_LEFT);

    /** Does a command; what goes wrong has been told by the time it answers. */
    @FunctionalInterface
    public interface Performer {
        Exit perform(Invocation invocation);
    }

    private ScriptRun() {}

    /** @param keepGoing whether to run what follows a command that failed */
    public static RunReport run(Script script, boolean keepGoing, Performer performer) {
        List<RunReport.Done> done = new ArrayList<>();
        Exit worst = Exit.DONE;
        for (Script.Line line : script.lines()) {
            Exit exit = performer.perform(line.invocation());
            done.add(new RunReport.Done(
                    line.number(), line.invocation().command().name(), exit));
            worst = Worst.of(worst, exit);
            if (exit != Exit.DONE && (!keepGoing || FINAL.contains(exit))) {
                break;
            }
        }
        return new RunReport(script.name(), done, script.lines().size() - done.size(), worst);
    }
}
