package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.verify.Verdict;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line for a monitoring system: a word, what it is about, and numbers behind a bar.
 *
 * @param level in its own words
 * @param numbers {@code name=value}, each
 */
public record NagiosLine(String level, String text, List<String> numbers) implements Report {

    public NagiosLine {
        numbers = List.copyOf(numbers);
    }

    public static NagiosLine of(Verdict verdict, Instant now) {
        List<String> numbers = new ArrayList<>(List.of(
                "lost=" + verdict.lost(),
                "uploading=" + verdict.uploading(),
                "delayed=" + verdict.delayed(),
                "damage=" + verdict.damage(),
                "warnings=" + verdict.warnings(),
                "backups=" + verdict.backups(),
                "restorable=" + verdict.restorable()));
        age("newest_backup_age", verdict.newestBackup(), now, numbers);
        age("newest_moment_age", verdict.newestReachable(), now, numbers);
        return new NagiosLine(verdict.level().word(), facts(verdict), numbers);
    }

    /** Nobody could look: that is no verdict on the archive. */
    public static NagiosLine unknown(String why) {
        return new NagiosLine(Verdict.Level.UNKNOWN.word(), why, List.of());
    }

    private static void age(
            String name, @org.jspecify.annotations.Nullable Instant time, Instant now, List<String> all) {
        if (time != null) {
            all.add(name + "=" + Math.max(0, Duration.between(time, now).toSeconds()) + "s");
        }
    }

    static String facts(Verdict verdict) {
        List<String> facts = new ArrayList<>();
        facts.add(verdict.restorable() + " of " + Text.count(verdict.backups(), "backup") + " restorable");
        facts.add(
                verdict.windows() == 0
                        ? "no moment can be reached"
                        : Text.count(verdict.windows(), "window")
                                + (verdict.isGrowing() ? ", growing" : ", none growing"));
        if (verdict.lost() > 0) {
            facts.add(Text.count(verdict.lost(), "segment") + " lost");
        }
        if (verdict.delayed() + verdict.uploading() > 0) {
            facts.add((verdict.delayed() + verdict.uploading()) + " segments on their way");
        }
        if (verdict.isSplit()) {
            facts.add("another timeline is newer");
        }
        if (verdict.damage() > 0) {
            facts.add(verdict.damage() + " findings of damage");
        }
        if (verdict.warnings() > 0) {
            facts.add(Text.count(verdict.warnings(), "warning"));
        }
        return String.join(", ", facts);
    }

    @Override
    public String kind() {
        return "nagios";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        json.writeStringField("text", text);
        json.writeArrayFieldStart("numbers");
        for (String number : numbers) {
            json.writeString(number);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A bar in the text would begin the numbers. */
    @Override
    public void text(Page page) {
        String line = "WALKBACK " + level.toUpperCase(Locale.ROOT) + " - "
                + page.sentence(text).replace('|', '/');
        page.line(numbers.isEmpty() ? line : line + " | " + String.join(" ", numbers));
    }
}
