package dev.walkback.shell.report;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.restore.settings.SettingsException;
import dev.walkback.engine.restore.stage.StageException;
import dev.walkback.shell.report.archive.FindingWording;
import java.util.ArrayList;
import java.util.List;

/** The words for WAL that could not be staged, and settings that could not be written. */
final class StageWording {

    private static final int SHOWN = 3;

    private StageWording() {}

    /** @param storage as in {@link Wording} */
    static Problem of(StageException failure, String storage) {
        return switch (failure) {
            case StageException.Unreachable e ->
                new Problem(
                        ErrorCode.WAL_MISSING,
                        "WAL segment " + e.missing().shortName() + " is not in the archive",
                        "replay needs " + e.missing().name() + " and would end before it",
                        List.of(
                                Suggestion.command("wal show" + storage, "the gaps"),
                                Suggestion.command("window list" + storage, "what can be reached")));
            case StageException.Unsound e -> unsound(e, storage);
            case StageException.NoHistory e ->
                new Problem(
                        ErrorCode.TARGET_HISTORY_LOST,
                        "the history of timeline " + e.timeline() + " cannot be had",
                        e.timeline().historyName() + ": " + e.why(),
                        List.of(Suggestion.command("timeline list" + storage, "which histories there are")));
            case StageException.NoRoom e ->
                new Problem(
                        ErrorCode.LOCAL_DISK_FULL,
                        "there is no room for the WAL in "
                                + ShellWord.quoted(e.folder().toString()),
                        Text.size(e.needed()) + " are needed, " + Text.size(e.free())
                                + " are free; nothing was fetched",
                        List.of(Suggestion.of(
                                "df -h " + ShellWord.quoted(e.folder().toString()))));
            case StageException.Taken e ->
                new Problem(
                        ErrorCode.STAGE_TAKEN,
                        ShellWord.quoted(e.folder().toString()) + " holds the WAL of another system",
                        "its manifest names system " + e.by() + "; it was not touched",
                        List.of(Suggestion.command("explain stage-taken", "")));
            case StageException.NoSuchOwner e ->
                new Problem(
                        ErrorCode.BAD_VALUE,
                        "this machine knows no user or group " + ShellWord.quoted(e.owner()),
                        "the files were to belong to it",
                        List.of(Suggestion.of("getent passwd")));
        };
    }

    private static Problem unsound(StageException.Unsound e, String storage) {
        List<String> lines = new ArrayList<>();
        e.findings().stream().limit(SHOWN).map(StageWording::line).forEach(lines::add);
        if (e.findings().size() > SHOWN) {
            lines.add(Text.count(e.findings().size() - SHOWN, "further finding"));
        }
        return new Problem(
                ErrorCode.WAL_UNSOUND,
                "the WAL on the way is not sound",
                String.join("\n", lines),
                List.of(Suggestion.command("wal verify --deep" + storage, "all of it")));
    }

    private static String line(Finding finding) {
        return FindingWording.of(finding);
    }

    static Problem of(SettingsException failure) {
        return switch (failure) {
            case SettingsException.Unwritable e ->
                new Problem(
                        ErrorCode.SETTING_UNWRITABLE,
                        "the setting " + ShellWord.quoted(e.name()) + " cannot be written",
                        e.why(),
                        List.of(Suggestion.command("explain setting-unwritable", "")));
            case SettingsException.Reserved e ->
                new Problem(
                        ErrorCode.SETTING_RESERVED,
                        "the setting " + ShellWord.quoted(e.name()) + " is not for --set",
                        "the plan decides it, or an option of its own",
                        List.of(Suggestion.command("help restore plan", "the options")));
            case SettingsException.BrokenMarks e ->
                new Problem(
                        ErrorCode.SETTINGS_MARKS_BROKEN,
                        "what walkback wrote into " + ShellWord.quoted(e.file().toString()) + " has lost a mark",
                        "# walkback begin and # walkback end must stand there once, in this order; nothing was changed",
                        List.of(Suggestion.of("grep -n '# walkback' "
                                + ShellWord.quoted(e.file().toString()))));
            case SettingsException.Running e ->
                new Problem(
                        ErrorCode.SERVER_RUNNING,
                        "a server runs on " + ShellWord.quoted(e.data().toString()),
                        "it recovers by these settings, and could not be started without them; nothing was changed",
                        List.of(Suggestion.of(
                                "pg_ctl -D " + ShellWord.quoted(e.data().toString()) + " stop -m fast")));
        };
    }
}
