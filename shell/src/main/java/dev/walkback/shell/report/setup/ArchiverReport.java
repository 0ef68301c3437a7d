package dev.walkback.shell.report.setup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.setup.Archiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code archiver status}.
 *
 * @param current the segment that is written to; null on a standby
 * @param behind bytes that are written and not archived; -1 where that cannot be told
 * @param switchedAt where WAL was switched just now; null where nobody asked for it
 * @param arrived whether what was switched away was archived within the time that was waited
 */
public record ArchiverReport(
        String asked,
        Archiver archiver,
        String mode,
        @Nullable String current,
        Lsn position,
        long behind,
        @Nullable String switchedAt,
        boolean arrived)
        implements Report {

    public boolean hasProblems() {
        return archiver.standing() == Archiver.Standing.FAILING
                || mode.equals("off")
                || (switchedAt != null && !arrived);
    }

    @Override
    public String kind() {
        return "archiver-status";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("server", asked);
        json.writeStringField("standing", standing());
        json.writeStringField("archive_mode", mode);
        json.writeNumberField("archived", archiver.archived());
        json.writeStringField("last_archived", archiver.lastArchived());
        json.writeStringField("last_archived_at", text(archiver.lastArchivedAt()));
        json.writeNumberField("failed", archiver.failed());
        json.writeStringField("last_failed", archiver.lastFailed());
        json.writeStringField("last_failed_at", text(archiver.lastFailedAt()));
        number(json, "waiting", archiver.waiting());
        json.writeStringField("current_segment", current);
        json.writeStringField("position", position.toString());
        number(json, "behind_bytes", behind);
        json.writeStringField("switched_at", switchedAt);
        if (switchedAt != null) {
            json.writeBooleanField("switched_arrived", arrived);
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private String standing() {
        return mode.equals("off") ? "off" : archiver.standing().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    standing(),
                    Long.toString(archiver.archived()),
                    orDash(archiver.lastArchived()),
                    orDash(text(archiver.lastArchivedAt())),
                    Long.toString(archiver.failed()),
                    orDash(archiver.lastFailed()),
                    orDash(text(archiver.lastFailedAt())),
                    Long.toString(archiver.waiting()),
                    orDash(current),
                    Long.toString(behind));
            return;
        }
        page.line("archiver of " + page.sentence(asked) + ": " + standing());
        if (switchedAt != null) {
            page.line("  switched     at " + switchedAt
                    + (arrived
                            ? ", and what was before it is archived"
                            : ", and what was before it is not archived yet"));
        }
        page.line("  archived     " + archiver.archived() + last(archiver.lastArchived(), archiver.lastArchivedAt()));
        page.line("  failed       " + archiver.failed() + last(archiver.lastFailed(), archiver.lastFailedAt()));
        page.line("  waiting      "
                + (archiver.waiting() < 0 ? "not shown to this role" : Text.count(archiver.waiting(), "file")));
        if (current != null) {
            page.line("  writing to   " + current + (behind < 0 ? "" : ", " + Text.size(behind) + " not archived"));
        }
        if (archiver.standing() == Archiver.Standing.FAILING) {
            page.wrapped("  ", "The server's log has what archive_command said at " + archiver.lastFailed() + ".");
        }
    }

    private String last(@Nullable String file, @Nullable Instant when) {
        if (file == null || when == null) {
            return "";
        }
        return ", last " + file + ", " + Text.lasting(Duration.between(when, archiver.now())) + " ago";
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
