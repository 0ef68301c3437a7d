package dev.walkback.shell.command.restore;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.settings.Archiving;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.RecoveryOrder;
import dev.walkback.engine.restore.settings.Setting;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsPlanner;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.engine.restore.settings.WrittenSettings;
import dev.walkback.engine.restore.stage.WalStage;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.command.Views;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.restore.SettingsChanged;
import dev.walkback.shell.report.restore.SettingsReport;
import dev.walkback.shell.session.OpenRestore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code restore settings}: what a restored server is told, and taking it out again. */
public final class RestoreSettings {

    private static final int NEWEST = 180_000;

    private RestoreSettings() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        Path data = data(invocation, session);
        if (invocation.has("--remove")) {
            return remove(data, session);
        }
        if (invocation.has("--write")) {
            return write(data, session);
        }
        if (invocation.has("--archive")) {
            return archive(data, invocation, session);
        }
        session.reporter().show(written(data).or(() -> planned(data)).orElseThrow(() -> nothing(data)));
        return Exit.DONE;
    }

    /** The one that is named, else the restore that is open, else where one stands. */
    static Path data(Invocation invocation, Session session) {
        OpenRestore open = session.sitting().standing().restore();
        String typed = invocation.argument(0);
        if (typed.isEmpty() && open != null) {
            return open.data();
        }
        return Path.of(typed).toAbsolutePath().normalize();
    }

    private static Optional<SettingsReport> written(Path data) {
        return WrittenSettings.look(data)
                .map(there -> new SettingsReport(
                        data,
                        there.plan(),
                        true,
                        there.settings(),
                        there.signals(),
                        List.of(),
                        SettingsReport.removing(data)));
    }

    private static Optional<SettingsReport> planned(Path data) {
        return draft(data).map(draft -> {
            List<Setting> settings = new ArrayList<>(draft.recoveryConf());
            settings.addAll(draft.block());
            return new SettingsReport(
                    data,
                    draft.plan(),
                    false,
                    settings,
                    List.of(draft.signal().file()),
                    draft.remarks(),
                    SettingsReport.removing(data));
        });
    }

    /** Of the restore whose plan is there. What a streaming server is told names a spool, and only the restore itself makes that. */
    private static Optional<SettingsDraft> draft(Path data) {
        RestoreFolder folder = new RestoreFolder(data);
        if (!Files.exists(folder.plan())) {
            return Optional.empty();
        }
        SavedRestore saved = saved(folder);
        return saved.request().delivery() == RestoreRequest.WalDelivery.STAGED
                ? Optional.of(SettingsPlanner.draft(order(saved, data), Configuration.look(data)))
                : Optional.empty();
    }

    private static Exit write(Path data, Session session) {
        DataDirectory directory = DataDirectory.look(data);
        SettingsDraft draft = draft(data).orElseThrow(() -> nothing(data));
        if (directory.control().optional().isEmpty() || !Archiving.recovers(directory)) {
            throw new Refusal(
                    ErrorCode.NOT_RECOVERABLE,
                    ShellWord.quoted(data.toString()) + " is not at the beginning of a recovery",
                    "there is no backup_label and no signal: it was promoted, or its backup is not there yet");
        }
        new SettingsWriter(data, owner(data)).write(draft);
        session.reporter().show(written(data).orElseThrow(() -> nothing(data)));
        return Exit.DONE;
    }

    private static Owner owner(Path data) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(data, PosixFileAttributes.class);
            return new Owner(attributes.owner(), attributes.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecoveryOrder order(SavedRestore saved, Path data) {
        RestoreRequest request = saved.request();
        DataDirectory directory = DataDirectory.look(data);
        boolean follows = request.server().standby() && request.server().primary() != null;
        String timeline = saved.pins().isTold() ? saved.pins().timeline().toString() : "current";
        return new RecoveryOrder(
                saved.fingerprint().text(),
                version(directory),
                request.target(),
                follows ? "latest" : timeline,
                request.server(),
                new WalStage(request.stage()).restoreCommand(),
                directory.control().optional().map(PgControl::settings).orElse(null));
    }

    static PgVersion version(DataDirectory directory) {
        String major = directory.major();
        if (major == null) {
            return PgVersion.ofMajor(NEWEST);
        }
        int dot = major.indexOf('.');
        return dot < 0
                ? PgVersion.ofMajor(Integer.parseInt(major) * 10_000)
                : PgVersion.ofMajor(Integer.parseInt(major.substring(0, dot)) * 10_000
                        + Integer.parseInt(major.substring(dot + 1)) * 100);
    }

    private static SavedRestore saved(RestoreFolder folder) {
        try {
            return RestorePlanFile.read(folder.plan());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exit remove(Path data, Session session) {
        List<String> files = new SettingsWriter(data, null).remove();
        if (files.isEmpty()) {
            throw nothing(data);
        }
        session.reporter()
                .show(new SettingsChanged(
                        data,
                        "removed",
                        files,
                        List.of(
                                "What the server reads at its next start is the source's again. Files that walkback wrote because the "
                                        + "source kept its own elsewhere (postgresql.conf, pg_hba.conf) stay.")));
        return Exit.DONE;
    }

    private static Exit archive(Path data, Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        DataDirectory directory = DataDirectory.look(data);
        String timeline = switch (Archiving.of(directory, view.cluster())) {
            case Archiving.Free free -> "timeline " + free.timeline() + " is free in the archive";
            case Archiving.Own own -> "what the archive has of timeline " + own.timeline() + " is this server's";
            case Archiving.Taken taken -> throw taken(taken, view);
            case Archiving.NotPromoted _ ->
                throw new Refusal(
                        ErrorCode.NOT_PROMOTED,
                        ShellWord.quoted(data.toString()) + " has no timeline of its own yet",
                        "it recovers, or was not started; as long as it does it must not archive");
            case Archiving.Foreign foreign ->
                throw new Refusal(
                        ErrorCode.TIMELINE_TAKEN,
                        "the archive is of another system",
                        "it holds " + foreign.archive() + ", the server is " + foreign.server(),
                        Suggestion.command("cluster list" + view.again(), "what it holds"));
            case Archiving.Unknown _ -> throw nothing(data);
        };
        boolean changed = new SettingsWriter(data, null).archiveAgain();
        String command = Configuration.look(data)
                .effective("archive_command")
                .map(Configuration.Assignment::value)
                .orElse("");
        session.reporter()
                .show(new SettingsChanged(
                        data,
                        "archiving",
                        changed ? List.of(Configuration.AUTO) : List.of(),
                        List.of(
                                timeline + ".",
                                changed
                                        ? "archive_mode = off is out; it takes a restart of the server."
                                        : "Nothing of walkback's keeps it from archiving.",
                                command.isEmpty()
                                        ? "archive_command is not set: nothing will be archived."
                                        : "It will archive by:  " + command,
                                "Take a full backup of the new timeline.")));
        return Exit.DONE;
    }

    private static Refusal taken(Archiving.Taken taken, View view) {
        return new Refusal(
                ErrorCode.TIMELINE_TAKEN,
                "the archive has given the number " + taken.timeline() + " to another timeline",
                "the archive's " + left(taken.theirs()) + ", with " + Text.count(taken.segments(), "segment")
                        + "; this server's " + left(taken.ours()),
                Suggestion.command("timeline list" + view.again(), "the numbers that are taken"),
                Suggestion.command("explain timeline-taken", "what can be done"));
    }

    private static String left(Optional<TimelineHistory> history) {
        return history.flatMap(TimelineHistory::parent)
                .map(parent -> "left timeline " + parent.from() + " at " + parent.at())
                .orElse("does not say where it comes from");
    }

    private static NotFound nothing(Path data) {
        return new NotFound(
                ErrorCode.SETTINGS_ABSENT,
                "there are no settings of walkback in " + ShellWord.quoted(data.toString()),
                "postgresql.auto.conf has none of its marks, and no restore waits there to write any",
                List.of(Suggestion.command("help restore settings", "")));
    }
}
