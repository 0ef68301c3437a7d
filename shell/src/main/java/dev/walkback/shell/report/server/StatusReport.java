package dev.walkback.shell.report.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Postmaster;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.engine.server.Sighting;
import dev.walkback.engine.server.log.LogMessage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.report.Page;
import dev.walkback.shell.report.Report;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code restore status}: a restored directory and its server, as they are. */
public record StatusReport(ServerSeen seen) implements Report {

    @Override
    public String kind() {
        return "restore-status";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("data_directory", seen.directory().path().toString());
        json.writeStringField("state", seen.state().word());
        json.writeBooleanField("live", seen.directory().isLive());
        server(json);
        lsn(json, "from_lsn", seen.route().from());
        lsn(json, "to_lsn", seen.route().to());
        if (seen.at() != null) {
            lsn(json, "replayed_lsn", seen.at().at());
            json.writeStringField("seen_by", seen.at().by().word());
        }
        lsn(json, "consistent_lsn", seen.consistentAt());
        if (seen.percent().isPresent()) {
            json.writeNumberField("percent", seen.percent().get());
        }
        if (seen.bytesPerSecond() > 0 && seen.state().isMoving()) {
            json.writeNumberField("bytes_per_second", seen.bytesPerSecond());
        }
        if (seen.left().isPresent()) {
            json.writeNumberField("left_seconds", seen.left().get().toSeconds());
        }
        if (seen.lastCommit() != null) {
            json.writeStringField("last_commit", seen.lastCommit().toString());
        }
        if (seen.route().timeline() != null) {
            json.writeStringField("timeline", seen.route().timeline().toString());
        }
        json.writeStringField("target", seen.route().target());
        json.writeArrayFieldStart("messages");
        for (LogExplained.Line line : seen.messages().lines()) {
            LogExplained.json(json, line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void server(JsonGenerator json) throws IOException {
        Postmaster postmaster = seen.directory().postmaster();
        if (seen.directory().isLive() && postmaster != null && postmaster.port() != null) {
            json.writeNumberField("port", postmaster.port());
            json.writeStringField("host", seen.host());
        }
        if (!seen.silent().isEmpty()) {
            json.writeStringField("silent_because", seen.silent());
        }
        if (seen.log() != null) {
            json.writeStringField("log", seen.log().toString());
        }
        if (seen.directory().major() != null) {
            json.writeStringField("pg_version", seen.directory().major());
        }
    }

    private static void lsn(JsonGenerator json, String field, @Nullable Lsn lsn) throws IOException {
        if (lsn != null) {
            json.writeStringField(field, lsn.toString());
        }
    }

    @Override
    public void text(Page page) {
        if (page.plain()) {
            page.record(
                    seen.directory().path().toString(),
                    seen.state().word(),
                    seen.at() == null ? "-" : seen.at().at().toString(),
                    seen.route().to() == null ? "-" : seen.route().to().toString(),
                    seen.percent().map(String::valueOf).orElse("-"),
                    seen.lastCommit() == null ? "-" : seen.lastCommit().toString());
            return;
        }
        page.bold(page.name(seen.directory().path().toString()) + "   "
                + seen.state().word());
        page.wrapped("  state     ", sentence());
        if (seen.at() != null && seen.state() != RecoveryState.READY) {
            if (seen.state() != RecoveryState.PROMOTED) {
                page.wrapped("  replay    ", seen.progress());
            }
            page.wrapped("  position  ", position(seen.at()));
        }
        if (seen.lastCommit() != null) {
            page.wrapped("  reached   ", "the last commit that was replayed is of " + seen.lastCommit());
        } else if (!seen.logged().isEmpty()) {
            page.wrapped("  reached   ", "the last transaction that the log tells of is of " + seen.logged());
        }
        page.wrapped(
                "  target    ",
                seen.route().target().isEmpty()
                        ? "as far as WAL leads"
                        : seen.route().target());
        if (seen.log() != null) {
            page.wrapped("  log       ", seen.log().toString());
        }
        List<LogExplained.Line> told = notable();
        if (!told.isEmpty()) {
            page.line("");
        }
        told.forEach(line -> LogExplained.paragraph(page, line));
        List<Suggestion> next = next();
        if (!next.isEmpty()) {
            page.line("");
            next.forEach(suggestion -> page.line("  "
                    + Text.padded(suggestion.own() ? page.typed(suggestion.command()) : suggestion.command(), 44)
                    + "   " + suggestion.purpose()));
        }
    }

    private String position(Sighting at) {
        return at.at() + ", as the "
                + switch (at.by()) {
                    case SERVER -> "server says";
                    case PROCESS -> "title of its process says; it may be further";
                    case LOG -> "log says; it may be further";
                    case CONTROL_FILE -> "control file says; it may be further";
                }
                + (seen.consistentAt() == null ? "" : "; consistent since " + seen.consistentAt());
    }

    /** What is harmless, or that it stands at its target, is told by the lines above in other words. */
    private List<LogExplained.Line> notable() {
        return seen.messages().lines().stream()
                .filter(line -> !line.weight().equals("harmless"))
                .filter(line -> line.told() == null || line.told().message() != LogMessage.PAUSED)
                .toList();
    }

    private String sentence() {
        return switch (seen.state()) {
            case UNFINISHED -> "the restore is not done: no server can be started on it";
            case READY -> "everything is there; no server has been started on it yet";
            case STARTING ->
                "a server runs and answers nobody yet" + (seen.silent().isEmpty() ? "" : ": " + seen.silent());
            case REPLAYING -> "it replays, and answers queries" + where();
            case PAUSED -> "it stands at its target, read-only, and waits for you" + where();
            case PROMOTED -> "recovery is over; it writes on a timeline of its own" + where();
            case STOPPED ->
                seen.directory().recoversFromArchive()
                        ? "it was stopped during its recovery; started again it goes on"
                        : "it was stopped; its recovery is over";
            case FAILED -> "the server stopped by itself; what it said stands below";
            case CRASHED -> "the server ended without a word: it was killed, or its machine went down";
        };
    }

    private String where() {
        Postmaster postmaster = seen.directory().postmaster();
        return postmaster == null || postmaster.port() == null || seen.host().isEmpty()
                ? ""
                : ", on port " + postmaster.port() + " of " + seen.host();
    }

    private List<Suggestion> next() {
        String dir = seen.typed();
        boolean ours = seen.directory().restore().exists();
        return switch (seen.state()) {
            case UNFINISHED -> List.of(Suggestion.command("restore step " + dir, "goes on with it"));
            case READY, STOPPED, CRASHED ->
                ours ? List.of(Suggestion.command("restore start " + dir, "starts a copy to look at")) : List.of();
            case STARTING, REPLAYING ->
                List.of(Suggestion.command("restore status " + dir + " --follow", "watches it"));
            case PAUSED ->
                List.of(
                        Suggestion.command("restore check " + dir, "is it the right moment?"),
                        Suggestion.command("restore promote " + dir, "it is: it becomes writable"));
            case PROMOTED -> List.of(Suggestion.command("restore check " + dir, "looks for damage"));
            case FAILED -> List.of();
        };
    }

    @Override
    public void words(Page page) {
        DataDirectory directory = seen.directory();
        StringBuilder words = new StringBuilder(directory.path().toString())
                .append(": ")
                .append(sentence())
                .append(". ");
        if (seen.at() != null && seen.state() != RecoveryState.READY) {
            words.append("Replay is at ").append(seen.at().at());
            seen.percent()
                    .ifPresent(percent -> words.append(", ").append(percent).append(" percent of the way"));
            seen.left()
                    .ifPresent(left ->
                            words.append(", about ").append(Text.lasting(left)).append(" from its end"));
            words.append(". ");
        }
        if (seen.lastCommit() != null) {
            words.append("The last commit that was replayed is of ")
                    .append(seen.lastCommit())
                    .append(". ");
        }
        words.append(
                seen.route().target().isEmpty()
                        ? "It goes as far as WAL leads."
                        : "Its target is " + seen.route().target() + ".");
        page.paragraph(page.sentence(words.toString()));
        if (!notable().isEmpty()) {
            new LogExplained(notable(), 0).words(page);
        }
        next().forEach(suggestion -> page.paragraph(page.sentence(
                "You can type: " + (suggestion.own() ? page.typed(suggestion.command()) : suggestion.command()))));
    }
}
