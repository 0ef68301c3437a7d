package dev.walkback.shell.report.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What lists and maps say of one timeline. */
record TimelineLines(View view, Branch branch) {

    static List<TimelineLines> all(View view) {
        return view.windows().branches().all().stream()
                .map(branch -> new TimelineLines(view, branch))
                .toList();
    }

    Timeline timeline() {
        return branch.timeline();
    }

    Optional<TimelineWal> wal() {
        return view.cluster().timeline(timeline());
    }

    /** As its own history says it, else its descendants'; the tree of branches knows of shortcuts that nobody asked for. */
    private Optional<TimelineHistory.Switch> left() {
        return view.windows().branches().ancestry().history(timeline()).flatMap(TimelineHistory::parent);
    }

    Optional<Timeline> parent() {
        return left().map(TimelineHistory.Switch::from);
    }

    Optional<Lsn> begin() {
        return left().map(TimelineHistory.Switch::at);
    }

    String reason() {
        return left().map(TimelineHistory.Switch::reason).orElse("");
    }

    private Optional<Coverage> coverage() {
        return wal().map(TimelineWal::coverage).filter(it -> !it.runs().isEmpty());
    }

    Optional<Segment> first() {
        return coverage().map(it -> it.runs().getFirst().first());
    }

    Optional<Segment> last() {
        return coverage().map(it -> it.runs().getLast().last());
    }

    long segments() {
        return coverage().map(Coverage::segments).orElse(0L);
    }

    List<Coverage.Gap> gaps() {
        return coverage().map(Coverage::gaps).orElse(List.of());
    }

    long lost() {
        return gaps().stream().mapToLong(Coverage.Gap::segments).sum();
    }

    List<Backup> backups() {
        return view.cluster().backups().stream()
                .filter(backup -> backup.timeline().equals(Optional.of(timeline())))
                .toList();
    }

    /** {@code read}, {@code absent}, {@code unreadable}, {@code none} for the first, which has none. */
    String history() {
        if (timeline().equals(Timeline.FIRST)) {
            return "none";
        }
        return wal().map(it -> switch (it.history()) {
                    case Document.Read<?> _ -> "read";
                    case Document.Absent<?> _ -> "absent";
                    case Document.Unreadable<?> _ -> "unreadable";
                })
                .orElse("absent");
    }

    void json(JsonGenerator json) throws IOException {
        json.writeNumberField("timeline", timeline().number());
        if (parent().isPresent()) {
            json.writeNumberField("parent", parent().get().number());
        }
        Json.field(json, "switch_lsn", begin());
        json.writeStringField("reason", reason());
        json.writeStringField("history", history());
        Json.field(json, "first_segment", first());
        Json.field(json, "last_segment", last());
        json.writeNumberField("segments", segments());
        json.writeNumberField(
                "stored_bytes", wal().map(it -> it.segments().totalBytes()).orElse(0L));
        json.writeArrayFieldStart("gaps");
        for (Coverage.Gap gap : gaps()) {
            json.writeStartObject();
            Json.segments(json, gap.first(), gap.last());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.names(json, "backups", backups().stream().map(Backup::name).toList());
    }

    /** As ux asks for: where from, until where, its backups, its gaps. */
    String spoken(Page page) {
        StringBuilder text = new StringBuilder("Timeline ").append(timeline());
        begin().ifPresent(at -> text.append(", which left timeline ")
                .append(parent().orElseThrow())
                .append(" at position ")
                .append(at)
                .append(reason().isEmpty() ? "" : ", " + page.name(reason())));
        text.append(first().map(it -> ", from segment " + it.shortName()).orElse(", without WAL"));
        last().ifPresent(it -> text.append(" to ").append(it.shortName()));
        text.append(". ");
        if (history().equals("absent") || history().equals("unreadable")) {
            text.append("Its history is ")
                    .append(history().equals("absent") ? "missing" : "unreadable")
                    .append(". ");
        }
        List<Backup> backups = backups();
        text.append(
                backups.isEmpty()
                        ? "No backup. "
                        : "Backups: "
                                + backups.stream()
                                        .map(backup -> new BackupLines(view, backup).spoken())
                                        .collect(Collectors.joining("; "))
                                + ". ");
        return text.append(spokenGaps()).toString();
    }

    private String spokenGaps() {
        List<Coverage.Gap> gaps = gaps();
        if (gaps.isEmpty()) {
            return "No gap.";
        }
        String each = gaps.stream()
                .limit(MOST_GAPS)
                .map(gap -> Text.count(gap.segments(), "segment") + " from "
                        + gap.first().shortName())
                .collect(Collectors.joining("; "));
        return Text.count(gaps.size(), "gap") + ": " + each + (gaps.size() > MOST_GAPS ? "; and more." : ".");
    }

    /** Who listens cannot scroll back. */
    private static final int MOST_GAPS = 10;
}
