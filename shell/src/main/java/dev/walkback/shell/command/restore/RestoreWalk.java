package dev.walkback.shell.command.restore;

import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.walk.RestoreOpening;
import dev.walkback.engine.restore.walk.RestoreRun;
import dev.walkback.engine.restore.walk.Walk;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Postmaster;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.restore.Lessons;
import dev.walkback.shell.report.restore.PhaseOutcome;
import dev.walkback.shell.report.restore.StepText;
import dev.walkback.shell.report.restore.WalkReport;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.OpenRestore;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a person, or a script, through the nine steps of a restore. */
public final class RestoreWalk {

    private static final int USUAL_PORT = 5432;

    private final SavedRestore saved;
    private final RestoreAgain.Made made;
    private final RestorePlan plan;
    private final Invocation invocation;
    private final Session session;
    private final RestorePhases phases;
    private final Path data;
    private final List<WalkReport.Told> told = new ArrayList<>();
    private List<String> before = List.of();

    private RestoreWalk(SavedRestore saved, RestoreAgain.Made made, Invocation invocation, Session session) {
        this.saved = saved;
        this.made = made;
        this.plan = made.plan();
        this.invocation = invocation;
        this.session = session;
        this.phases = new RestorePhases(made, session);
        this.data = plan.layout().data();
    }

    /** {@code restore step}. */
    public static Exit step(Invocation invocation, Session session) throws InterruptedException {
        SavedRestore saved = WhichRestore.of(
                session, invocation.argument(0), invocation.value("--plan").orElse(""));
        RestoreWalk walk = of(saved, invocation, session);
        return invocation.has("--all") ? walk.rest(false) : walk.one();
    }

    /** {@code restore apply}. */
    public static Exit apply(Invocation invocation, Session session) throws InterruptedException {
        SavedRestore saved = isPlanned(invocation)
                ? new RestorePlanned(invocation, session).kept()
                : WhichRestore.of(session, "", invocation.argument(0));
        return of(saved, invocation, session).rest(!invocation.has("--all"));
    }

    /** Whether it says itself what is wished for. */
    private static boolean isPlanned(Invocation invocation) {
        if (!invocation.has("--into")) {
            return false;
        }
        if (!invocation.argument(0).isEmpty()) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "restore apply takes a plan, or the options of one",
                    "a plan that was saved says itself where it goes",
                    Suggestion.command("help restore apply", "how it is written"));
        }
        return true;
    }

    private static RestoreWalk of(SavedRestore saved, Invocation invocation, Session session)
            throws InterruptedException {
        RestoreWalk walk =
                new RestoreWalk(saved, new RestoreAgain(saved, invocation, session).made(), invocation, session);
        walk.sayWhatWasDone();
        return walk;
    }

    private void sayWhatWasDone() {
        // what this session does itself is no news to it
        boolean news = session.sitting().isNews("restore into " + data);
        if (news && walk().begun()) {
            before = RestoreSoFar.lines(saved, walk());
        }
    }

    private Walk walk() {
        return Walk.of(saved.steps(), entries(), ServerSeen.in(data));
    }

    private List<JournaledRun.Entry> entries() {
        return RestoreSoFar.entries(new RestoreFolder(data), saved.fingerprint());
    }

    /** The next, and no more. Where nobody comes back to go on, decisions that were made are told with the first effect. */
    private Exit one() throws InterruptedException {
        Phase now = now();
        if (now == null) {
            return finished(null);
        }
        if (now.compareTo(Phase.DIRECTORY) < 0) {
            if (session.sitting().occasion() == Occasion.PROMPT) {
                tell(now);
                return finished(next(now));
            }
            for (Phase decision : List.of(Phase.MOMENT, Phase.BACKUP, Phase.ROUTE)) {
                tell(decision);
            }
            now = Phase.DIRECTORY;
        }
        tell(now);
        if (now.compareTo(Phase.SETTINGS) > 0) {
            return finished(walk().next().orElse(null));
        }
        perform(now, !invocation.has("--yes"));
        return finished(walk().next().orElse(null));
    }

    /** All that can be done before somebody starts the server. */
    private Exit rest(boolean asking) throws InterruptedException {
        for (Phase decision : List.of(Phase.MOMENT, Phase.BACKUP, Phase.ROUTE)) {
            if (!walk().begun()) {
                tell(decision);
            }
        }
        Optional<Phase> next = walk().next();
        while (next.isPresent() && next.get().compareTo(Phase.SETTINGS) <= 0) {
            tell(next.get());
            perform(next.get(), asking && !invocation.has("--yes"));
            next = walk().next();
        }
        next.ifPresent(this::tell);
        return finished(next.orElse(null));
    }

    /** Where the walk stands; decisions count until the person who sits here has seen them. Null when it is over. */
    private @Nullable Phase now() {
        OpenRestore open = session.sitting().standing().restore();
        if (walk().begun()) {
            return walk().next().orElse(null);
        }
        return open != null && open.plan().equals(saved.fingerprint().text()) ? open.phase() : Phase.MOMENT;
    }

    private static @Nullable Phase next(Phase phase) {
        return Arrays.stream(Phase.values())
                .filter(each -> each.number() == phase.number() + 1)
                .findFirst()
                .orElse(null);
    }

    private void perform(Phase phase, boolean asking) throws InterruptedException {
        new RestoreConfirmation(plan, invocation, session).confirm(phase, asking);
        try (RestoreRun run =
                new RestoreOpening(plan, this::keep, session.console().clock()).open()) {
            PhaseOutcome outcome = phases.perform(phase, run);
            if (run.walk(Walk.Server.NEVER_STARTED).next().orElse(Phase.START).compareTo(Phase.SETTINGS) > 0) {
                run.complete();
            }
            tell(new WalkReport.Told(null, outcome));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | StorageException stop) {
            session.reporter()
                    .note("what is done stays done; the same command goes on:  restore step "
                            + ShellWord.quoted(data.toString()));
            throw stop;
        } finally {
            stand(walk().next().orElse(null));
        }
    }

    private void keep(RestorePlan kept, Path file) throws IOException {
        String storage = made.invocation().value("--storage").orElse(saved.storage());
        RestorePlanFile.write(
                file, SavedRestore.of(kept, storage, session.console().clock().instant()));
    }

    private void tell(Phase phase) {
        Walk.Stretch stretch = walk().of(phase);
        SettingsDraft draft = phases.draft();
        List<String> block = new ArrayList<>(draft.blockLines());
        block.addAll(draft.recoveryConfLines());
        Postmaster running = DataDirectory.look(data).postmaster();
        Lessons lessons = running == null
                ? new Lessons(plan, block, port(draft), "")
                : new Lessons(plan, block, port(running, draft), host(running));
        tell(new WalkReport.Told(
                new StepText(lessons.of(phase), shown(phase, stretch), invocation.has("--brief")), null));
    }

    /** A decision is as done as it will be; saying so of each would only puzzle. */
    private static Walk.State shown(Phase phase, Walk.Stretch stretch) {
        return phase.compareTo(Phase.DIRECTORY) < 0 ? Walk.State.AHEAD : stretch.state();
    }

    /** Whoever started it may have put it elsewhere: a scratch copy has a port and a socket of its own. */
    private static int port(Postmaster running, SettingsDraft draft) {
        return running.port() == null ? port(draft) : running.port();
    }

    private static String host(Postmaster running) {
        if (!running.socketFolder().isEmpty()) {
            return running.socketFolder();
        }
        boolean everywhere = Set.of("*", "0.0.0.0", "::").contains(running.address());
        return everywhere ? "localhost" : running.address();
    }

    private static int port(SettingsDraft draft) {
        return draft.block().stream()
                .filter(setting -> setting.is("port"))
                .findFirst()
                .map(setting -> Integer.parseInt(setting.value()))
                .orElse(USUAL_PORT);
    }

    /** Text is shown as it comes; a document is whole at the end. */
    private void tell(WalkReport.Told one) {
        if (session.reporter().style().json()) {
            told.add(one);
        } else {
            session.reporter().show(report(List.of(one), null, false));
            before = List.of();
        }
    }

    private WalkReport report(List<WalkReport.Told> steps, @Nullable Phase next, boolean over) {
        return new WalkReport(
                plan.storage().text(), plan.fingerprint().text(), data.toString(), before, steps, next, over);
    }

    private Exit finished(@Nullable Phase next) {
        stand(next);
        session.reporter().show(report(told, next, next == null));
        return Exit.DONE;
    }

    private void stand(@Nullable Phase next) {
        session.sitting()
                .restoring(
                        next == null
                                ? null
                                : new OpenRestore(data, plan.fingerprint().text(), next));
        session.sitting().planDone();
    }
}
