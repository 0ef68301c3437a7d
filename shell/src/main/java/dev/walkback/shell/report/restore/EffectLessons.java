package dev.walkback.shell.report.restore;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.Space;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.BriefNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The four steps that put something on this machine. */
final class EffectLessons {

    private final RestorePlan plan;
    private final Layout layout;
    private final String data;

    EffectLessons(RestorePlan plan) {
        this.plan = plan;
        this.layout = plan.layout();
        this.data = ShellWord.quoted(layout.data().toString());
    }

    Lesson directory() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("into", layout.data().toString());
        figures.put("moves_aside", layout.movesAside());
        figures.put("tablespaces", layout.tablespaces().size());
        long needed = plan.space().stream().mapToLong(Space::neededBytes).sum();
        figures.put("needed_bytes", needed);
        List<Lesson.Line> lines = new ArrayList<>();
        for (Space space : plan.space()) {
            lines.add(Lesson.Line.shown(
                    String.join(
                            ", ",
                            space.places().stream()
                                    .map(it -> ShellWord.quoted(it.toString()))
                                    .toList()),
                    Text.size(space.volume().freeBytes()) + " free, " + Text.size(space.neededBytes()) + " needed"));
        }
        for (Layout.Tablespace tablespace : layout.tablespaces()) {
            lines.add(Lesson.Line.shown(
                    "tablespace " + tablespace.number() + " -> "
                            + ShellWord.quoted(tablespace.place().toString()),
                    tablespace.isMoved() ? "was " + tablespace.was() : "where it was"));
        }
        if (layout.wal() != null) {
            lines.add(Lesson.Line.shown(
                    "pg_wal -> " + ShellWord.quoted(layout.wal().toString()), "behind a link"));
        }
        return new Lesson(
                Phase.DIRECTORY,
                data + ": " + (layout.movesAside() ? "what is in it is moved aside, then it is made anew" : "made")
                        + ", empty, 0700" + (layout.owner() == null ? "" : ", owner " + layout.owner()) + ".",
                lines,
                "walkback never restores over data. A running server's directory is refused, always"
                        + (layout.movesAside()
                                ? "; a directory with data is moved aside under a dated name, because you said --replace. Nothing "
                                        + "of it is deleted, and WAL in it that no archive has is copied to the new one."
                                : "."),
                "The place may be too small, or belong to somebody else. PostgreSQL does not start on a directory that others "
                        + "can enter, nor on one that is not its own user's.",
                layout.movesAside()
                        ? "rmdir " + data + ", and move the old directory back to its name."
                        : "rmdir " + data + ".",
                figures);
    }

    Lesson fetch() {
        BriefNames names = new BriefNames(plan.segmentSize());
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        List<Backup> chain = plan.chain().members();
        figures.put("backups", chain.size());
        figures.put("parts", (long) plan.of(Phase.FETCH).size());
        figures.put("fetch_bytes", plan.decision().work().fetchBytes());
        figures.put("write_bytes", plan.decision().work().writeBytes());
        List<Lesson.Line> lines = new ArrayList<>();
        for (Backup backup : chain) {
            lines.add(Lesson.Line.shown(names.of(backup.name()), backup.isDelta() ? "delta" : "full"));
        }
        boolean deltas = chain.size() > 1;
        return new Lesson(
                Phase.FETCH,
                "Fetch " + Text.size(plan.decision().work().fetchBytes())
                        + (deltas ? " in " + Text.count(chain.size(), "backup") : "") + ", decrypt, unpack, and write "
                        + Text.size(plan.decision().work().writeBytes()) + " into " + data + ".",
                lines,
                (deltas
                                ? "A delta holds only the pages that changed since its parent; each page is taken from the newest that "
                                        + "has it, so each is written once. "
                                : "")
                        + "pg_control is written last: until then nothing here can be started.",
                "Ctrl-C, a lost link, a full disk, a machine that goes down: run restore step again; finished parts are not "
                        + "fetched twice. What is damaged in the archive is refused, and said.",
                "delete " + data + (layout.tablespaces().isEmpty() ? "" : " and the tablespaces' directories") + ".",
                figures);
    }

    Lesson wal() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        long segments = plan.route().segments();
        int histories = plan.decision().histories().size();
        figures.put("segments", segments);
        figures.put("histories", histories);
        figures.put("wal_bytes", plan.decision().work().walBytes());
        figures.put("streamed", plan.isStreamed());
        if (plan.isStreamed()) {
            return new Lesson(
                    Phase.WAL,
                    Text.count(segments, "segment") + " ("
                            + Text.size(plan.decision().work().walBytes())
                            + ") are brought while the server replays: a prefetcher stays ahead of it.",
                    List.of(),
                    "For a route of thousands of segments there may be no room for all of them, and replay can begin at once.",
                    "The server needs this machine's way to the storage, its keys, and walkback, for as long as it replays. An "
                            + "outage stops it; it never makes it believe that the WAL ends there.",
                    "delete " + ShellWord.quoted(plan.request().stage().toString()) + ".",
                    figures);
        }
        String stage = ShellWord.quoted(plan.request().stage().toString());
        return new Lesson(
                Phase.WAL,
                Text.count(segments, "segment") + (histories == 0 ? "" : " and " + files(histories)) + " are put in "
                        + stage
                        + ", decrypted, decompressed, checked: right system identifier, right timeline, each segment begins "
                        + "where the one before ends.",
                List.of(),
                "PostgreSQL fetches them from there and needs no keys, no network and no walkback. The small guard says \"not "
                        + "there\" only for what the stage does not list; anything else that goes wrong stops PostgreSQL "
                        + "instead of ending its recovery early.",
                "A segment may be damaged, or another cluster's: then it is refused here, and not found out when half is "
                        + "replayed. For a route of thousands of segments: --stream stages ahead while it replays.",
                "delete " + stage + ".",
                figures);
    }

    private static String files(int histories) {
        return histories + " history " + (histories == 1 ? "file" : "files");
    }
}
