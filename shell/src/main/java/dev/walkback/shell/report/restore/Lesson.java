package dev.walkback.shell.report.restore;

import dev.walkback.engine.restore.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What is said of one of the nine steps, before it is done. Every sentence is about the restore that is walked.
 *
 * @param what happens
 * @param lines that are shown as they are: what is typed, what is written
 * @param why it is done, and so
 * @param risk what can go wrong, and what then
 * @param undo how to be where one was before
 * @param figures by name, as journals have facts: for programs
 */
public record Lesson(
        Phase phase,
        String what,
        List<Line> lines,
        String why,
        String risk,
        String undo,
        SequencedMap<String, Object> figures) {

    /**
     * @param text ready to be typed, or a line of a file
     * @param purpose empty where the text says all
     * @param own whether it is one of our commands, which a prompt takes without the program's name
     */
    public record Line(String text, String purpose, boolean own) {

        public static Line command(String text, String purpose) {
            return new Line(text, purpose, true);
        }

        public static Line shown(String text, String purpose) {
            return new Line(text, purpose, false);
        }
    }

    public Lesson {
        lines = List.copyOf(lines);
        figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
    }
}
