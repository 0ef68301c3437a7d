package dev.walkback.shell.report.basebackup;

import dev.walkback.engine.basebackup.BaseBackupPlan;
import dev.walkback.engine.basebackup.BaseBackupRun;
import dev.walkback.engine.basebackup.BaseBackupStep;
import dev.walkback.engine.basebackup.ProcedureStep;
import dev.walkback.engine.basebackup.WalArchive;
import dev.walkback.engine.plan.Facts;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.basebackup.ProcedureLesson.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The eight steps of one restore in words, as it is planned or as it was done. */
final class ProcedureLessons {

    private final BaseBackupPlan plan;
    private final BaseBackupRun.@Nullable Done done;
    private final String data;

    /** @param done null for a plan */
    ProcedureLessons(BaseBackupPlan plan, BaseBackupRun.@Nullable Done done) {
        this.plan = plan;
        this.done = done;
        this.data = plan.data().toString();
    }

    List<ProcedureLesson> all() {
        return Arrays.stream(ProcedureStep.values()).map(this::of).toList();
    }

    private ProcedureLesson of(ProcedureStep step) {
        return switch (step) {
            case STOP -> stop();
            case ASIDE -> aside();
            case UNPACK -> unpack();
            case WAL_PLACE -> walPlace();
            case WAL -> wal();
            case SIGNAL -> signal();
            case SETTINGS -> settings();
            case START -> start();
        };
    }

    private State state() {
        return done == null ? State.AHEAD : State.DONE;
    }

    private ProcedureLesson stop() {
        return new ProcedureLesson(
                ProcedureStep.STOP,
                State.YOURS,
                "No server runs in " + data
                        + ", or this would have been refused. If the database that is lost still runs"
                        + " elsewhere, stop it now, and its service, so that nothing starts it again.",
                List.of("systemctl status postgresql", "pg_ctl -D " + ShellWord.quoted(data) + " status"),
                "Two servers of one cluster that both take writes can never be put together again.",
                "A service manager may start a server on a half restored directory; it cannot here, since pg_control comes last.",
                "Start it again.");
    }

    private ProcedureLesson aside() {
        List<String> moved = facts("move-aside", "moved_to");
        boolean replacing = plan.request().destination().replacing();
        String what = moved.isEmpty()
                ? (replacing
                        ? "What is in " + data
                                + " and in the places of its tablespaces is moved aside, and they are made anew, for their owner only."
                        : data + " has to be empty, and is made, for its owner only.")
                : "What was there is now beside it; nothing was deleted.";
        return new ProcedureLesson(
                ProcedureStep.ASIDE,
                state(),
                what,
                moved,
                "The old files may be all that is left of what was written last: its WAL that no archive has is kept and replayed.",
                "A directory that is a mount point cannot be moved; restore into a directory below it.",
                moved.isEmpty() ? "Delete " + data + "." : "Delete " + data + ", and move the old one back.");
    }

    private ProcedureLesson unpack() {
        List<String> lines = new ArrayList<>();
        plan.of(ProcedureStep.UNPACK).stream()
                .filter(step -> !step.action().equals("link"))
                .forEach(step -> lines.add(step.sentence()));
        plan.tablespaces()
                .forEach((number, place) -> lines.add("tablespace " + number + ", was "
                        + plan.newest().tablespaces().get(number) + " -> " + place));
        String how = plan.isChain()
                ? "The full backup and " + (plan.chain().size() - 1)
                        + " incremental ones are put together, newest first: of each file a block is taken from the newest that has it."
                : "Each file is held against the manifest while it is written.";
        return new ProcedureLesson(
                ProcedureStep.UNPACK,
                state(),
                how,
                lines,
                "pg_control is kept back until everything else is in its place: until then nothing here can be started.",
                "A file that is missing, altered or too many ends it. Interrupted? The same command goes on.",
                "Delete " + data + ".");
    }

    private ProcedureLesson walPlace() {
        var wal = plan.request().destination().wal();
        return new ProcedureLesson(
                ProcedureStep.WAL_PLACE,
                wal == null ? State.NOT_NEEDED : state(),
                wal == null
                        ? "pg_wal stays within the data directory; --wal-directory gives it a place of its own."
                        : "pg_wal is " + wal + ", and a link in the data directory leads there.",
                List.of(),
                "On a disk of its own WAL does not wait for the tables, and a full disk stops only one of them.",
                "The folder has to be empty: WAL of another server in it would be replayed.",
                wal == null ? "Nothing was done." : "Delete " + wal + ".");
    }

    private ProcedureLesson wal() {
        List<String> lines = new ArrayList<>();
        plan.of(ProcedureStep.WAL).stream()
                .filter(step -> step.action().equals("unpack"))
                .forEach(step -> lines.add(step.sentence()));
        for (BaseBackupStep step : plan.of(ProcedureStep.WAL)) {
            Object kept = after(step).values().get("kept_of_the_old_server");
            if (kept instanceof Long files && files > 0) {
                lines.add(files + " files of WAL that the old server had not archived");
            }
        }
        return new ProcedureLesson(
                ProcedureStep.WAL,
                state(),
                "WAL that was written while the backup was taken makes it consistent; each segment of it is read, record by record.",
                lines,
                "Without it, or with a hole in it, a server would refuse to start, or start on tables that do not fit together.",
                "A backup without its WAL needs --wal-archive.",
                "Delete " + data + ".");
    }

    private ProcedureLesson signal() {
        return new ProcedureLesson(
                ProcedureStep.SIGNAL,
                state(),
                "An empty recovery.signal tells the server to recover, and to begin a timeline of its own when it is done.",
                facts("write", "signal"),
                "With a timeline of its own it can never write WAL under the names of the server that was lost.",
                "It is written last of all settings: without restore_command the server would refuse to start on it.",
                "restore settings --remove");
    }

    private ProcedureLesson settings() {
        WalArchive archive = plan.request().archive();
        List<String> lines = new ArrayList<>();
        for (String name : List.of(
                "restore_command",
                "recovery_target_time",
                "recovery_target_xid",
                "recovery_target_lsn",
                "recovery_target_name",
                "recovery_target",
                "recovery_target_timeline",
                "recovery_target_action",
                "archive_mode",
                "port")) {
            facts("write", name).forEach(value -> lines.add(name + " = " + value));
        }
        return new ProcedureLesson(
                ProcedureStep.SETTINGS,
                state(),
                plan.request().restoreCommand() != null
                        ? "restore_command is the one that was asked for; it may end with 1 to 125 only for a file that is certainly not there."
                        : archive == null
                                ? "There is no archive: restore_command says of every file that it is not there, and replay ends with the WAL in pg_wal."
                                : "restore_command asks a script for WAL from " + archive.folder() + ".",
                lines,
                archive == null
                        ? "archive_mode is off, so that this copy can never write into the archive of the server it comes from."
                        : "The script says that a file is not there only while the archive is: a disk that is not mounted stops the server instead of promoting it.",
                "Read port and archive_mode before this becomes the real server.",
                "restore settings --remove");
    }

    private ProcedureLesson start() {
        String quoted = ShellWord.quoted(data);
        return new ProcedureLesson(
                ProcedureStep.START,
                State.YOURS,
                done == null
                        ? "pg_control is put in its place. Then it is yours to start; walkback has no business with a service manager."
                        : "pg_control is in its place. It is yours to start; walkback has no business with a service manager.",
                List.of(
                        "pg_ctl -D " + quoted + " -l " + ShellWord.quoted(data + ".log") + " start",
                        "pg_ctlcluster, systemctl, a container: the same directory, as the user who owns it"),
                "\"consistent recovery state reached\" comes first, then what is left of the WAL is replayed.",
                "A message that a file does not exist is how replay finds the end of WAL.",
                "Stop it. The directory can be started again.");
    }

    private Facts after(BaseBackupStep step) {
        return done == null ? Facts.NONE : done.after().getOrDefault(step, Facts.NONE);
    }

    private List<String> facts(String action, String name) {
        List<String> values = new ArrayList<>();
        for (BaseBackupStep step : plan.steps().steps()) {
            for (Map.Entry<String, Object> fact : after(step).values().entrySet()) {
                if (step.action().equals(action) && fact.getKey().equals(name)) {
                    values.add(fact.getValue().toString());
                }
            }
        }
        return values;
    }
}
