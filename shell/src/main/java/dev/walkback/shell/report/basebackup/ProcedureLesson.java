package dev.walkback.shell.report.basebackup;

import dev.walkback.engine.basebackup.ProcedureStep;
import java.util.List;
import java.util.Locale;

/**
 * What is said of one of the eight steps.
 *
 * @param lines that are shown as they are: what is typed, what was written
 */
public record ProcedureLesson(
        ProcedureStep step, State state, String what, List<String> lines, String why, String risk, String undo) {

    /** How far it is. */
    public enum State {
        /** It would be done. */
        AHEAD,
        DONE,
        /** There is nothing to do for it here. */
        NOT_NEEDED,
        /** It is the person's. */
        YOURS;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ProcedureLesson {
        lines = List.copyOf(lines);
    }
}
