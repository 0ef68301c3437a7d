package dev.walkback.shell.command.restore;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.walk.RestoreOpening;
import dev.walkback.engine.restore.walk.RestoreRun;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.engine.server.ScratchServer;
import dev.walkback.shell.Exit;
import dev.walkback.shell.command.Retyped;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.server.LogExplained;
import dev.walkback.shell.report.server.RehearsalFile;
import dev.walkback.shell.report.server.RehearsalReport;
import dev.walkback.shell.report.server.RehearsalResult;
import dev.walkback.shell.report.server.RehearsalResult.Verdict;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.server.Check;
import dev.walkback.shell.server.CheckFile;
import dev.walkback.shell.server.Checking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code rehearse}: a restore from begin to end, on the side, and gone without a trace but for what came of it. */
public final class Rehearse {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Invocation invocation;
    private final Session session;
    private final Clock clock;
    private final Instant begun;
    private final SequencedMap<String, Duration> phases = new LinkedHashMap<>();
    private final @Nullable CheckFile questions;
    private List<Check> checks = List.of();
    private @Nullable ServerSeen reached;
    private @Nullable RestorePlan plan;
    private String why = "";
    private @Nullable String run;

    private Rehearse(Invocation invocation, Session session) {
        this.invocation = invocation;
        this.session = session;
        this.clock = session.console().clock();
        this.begun = clock.instant();
        this.questions = RestoreCheck.questions(invocation.value("--sql"));
    }

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        return new Rehearse(invocation, session).rehearsed();
    }

    private Exit rehearsed() throws InterruptedException {
        RestorePlanned planning = new RestorePlanned(invocation, session);
        Aim aim = new RestoreAsked(invocation, planning.view(), session).aim();
        Decision decision = planning.decided(planning.choice(aim));
        ScratchPlace place;
        try {
            place = ScratchPlace.make(invocation.value("--scratch"), invocation.value("--user"), session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Verdict verdict = Verdict.FAILED;
        try {
            RestorePlan made = planning.plan(request(aim, place), decision, planning.basis(decision));
            plan = made;
            phases.put("plan", Duration.between(begun, clock.instant()));
            restore(made, planning, place);
            verdict = why.isEmpty() && checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.FAILED)
                    ? Verdict.PASSED
                    : Verdict.FAILED;
        } catch (InterruptedException stop) {
            verdict = Verdict.INTERRUPTED;
            why = "it was told to stop";
            throw stop;
        } catch (RuntimeException failure) {
            why = failure instanceof Problem.Known known
                    ? known.problem().what()
                    : String.valueOf(failure.getMessage());
            throw failure;
        } finally {
            removed(place);
            keep(verdict);
        }
        RehearsalResult result = result(verdict);
        session.reporter().show(new RehearsalReport(result));
        return verdict == Verdict.PASSED ? Exit.DONE : Exit.FINDINGS;
    }

    private RestoreRequest request(Aim aim, ScratchPlace place) {
        Destination to = new Destination(
                place.data(), new TablespacePlaces.Under(place.tablespaces()), null, place.owner(), false);
        return new RestoreRequest(
                aim.target(),
                aim.timeline(),
                aim.backup(),
                aim.without(),
                to,
                ServerWishes.LOOKING,
                RestoreRequest.WalDelivery.STAGED,
                place.stage(),
                List.of());
    }

    private void restore(RestorePlan made, RestorePlanned planning, ScratchPlace place) throws InterruptedException {
        try {
            RestorePhases work = new RestorePhases(
                    new RestoreAgain.Made(made, planning.view().cluster(), invocation), session);
            try (RestoreRun run = new RestoreOpening(made, this::note, clock).open()) {
                for (Phase phase : List.of(Phase.DIRECTORY, Phase.FETCH, Phase.WAL, Phase.SETTINGS)) {
                    lasting(phase.word(), () -> work.perform(phase, run));
                }
                run.complete();
            }
            serve(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(RestorePlan made, Path file) throws IOException {
        RestorePlanFile.write(
                file, SavedRestore.of(made, invocation.value("--storage").orElse(""), clock.instant()));
    }

    private void serve(ScratchPlace place) throws IOException, InterruptedException {
        ScratchServer server = ScratchCopy.on(DataDirectory.look(place.data()), invocation.value("--bin"), 0, session);
        WatchedDirectory watched =
                new WatchedDirectory(place.data(), ShellWord.quoted(place.data().toString()));
        ServerLook look = new ServerLook(watched, session, "", server.log(), Retyped.storage(invocation));
        try {
            lasting("start", () -> {
                server.start();
                return "";
            });
            ServerSeen seen = lasting("replay", () -> awaited(look));
            reached = seen;
            if (seen.state() != RecoveryState.PAUSED && seen.state() != RecoveryState.PROMOTED) {
                why = failure(seen);
                return;
            }
            lasting("check", () -> check(server, look, seen));
        } finally {
            stop(server);
        }
    }

    private ServerSeen awaited(ServerLook look) throws InterruptedException {
        ServerSeen seen = look.look();
        Instant quiet = clock.instant();
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (seen.state().isMoving() || isJustBegun(seen, quiet)) {
                waiting.told(seen.progress());
                Thread.sleep(GLANCE);
                seen = look.look();
            }
        }
        return seen;
    }

    /** Between pg_ctl's word and the server's lock file there is a moment. */
    private boolean isJustBegun(ServerSeen seen, Instant since) {
        return seen.state() == RecoveryState.READY
                && Duration.between(since, clock.instant()).toSeconds() < 10;
    }

    /** What the server died of, and not that it died: the last fatal line, before those that only tell of the end. */
    private static String failure(ServerSeen seen) {
        return seen.messages().lines().stream()
                .filter(line -> line.weight().equals("serious"))
                .reduce((a, b) -> isFatal(a) && !isFatal(b) ? a : b)
                .map(line -> "the server said: " + line.line().text())
                .orElse("the server did not get there: it is " + seen.state().word());
    }

    private static boolean isFatal(LogExplained.Line line) {
        return line.line().severity().equals("FATAL") || line.line().severity().equals("PANIC");
    }

    /** On a copy that is promoted amcheck can be installed; where it stood before is known by then. */
    private String check(ScratchServer server, ServerLook look, ServerSeen seen)
            throws IOException, InterruptedException, ScratchServer.Failed {
        List<Check> made = new ArrayList<>();
        if (seen.state() == RecoveryState.PAUSED) {
            server.promote(PATIENCE);
        }
        DataDirectory directory = look.look().directory();
        ServerAsked asked = ServerAsked.of(directory.postmaster(), directory.path(), "", session.console());
        if (asked.address() == null || asked.recovery() == null) {
            why = "the promoted copy does not answer: " + asked.why();
        } else {
            made.addAll(RestoreCheck.checked(
                    asked.address(),
                    new Checking.Wanted(
                            invocation.values("--database"),
                            !invocation.has("--quick"),
                            invocation.has("--rows"),
                            true,
                            questions),
                    session));
        }
        checks = made;
        return "";
    }

    /** Whatever interrupted us must not keep the server running. */
    private void stop(ScratchServer server) {
        boolean flag = Thread.interrupted();
        try {
            server.stop(ScratchServer.Mode.IMMEDIATE, PATIENCE);
        } catch (IOException | ScratchServer.Failed e) {
            session.reporter().note("the copy was not stopped: " + e.getMessage());
        } catch (InterruptedException again) {
            flag = true;
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void removed(ScratchPlace place) {
        if (invocation.has("--keep")) {
            session.reporter().note("what was restored is in " + place.folder());
            return;
        }
        if (DataDirectory.look(place.data()).isLive()) {
            session.reporter().note("a server still runs on " + place.data() + ", so it was not removed");
            return;
        }
        Instant before = clock.instant();
        try {
            place.remove();
        } catch (IOException e) {
            session.reporter().note(place.folder() + " was not removed: " + e.getMessage());
        }
        phases.put("remove", Duration.between(before, clock.instant()));
    }

    private void keep(Verdict verdict) {
        RehearsalResult result = result(verdict);
        try {
            RehearsalFile.write(RehearsalHistory.file(result.run(), session), result);
        } catch (IOException e) {
            session.reporter().note("what came of it was not kept: " + e.getMessage());
        }
    }

    private RehearsalResult result(Verdict verdict) {
        RestorePlan made = plan;
        ServerSeen seen = reached;
        String name = run == null ? RehearsalHistory.name(begun, session) : run;
        run = name;
        return new RehearsalResult(
                name,
                begun,
                made == null ? "" : made.storage().text(),
                made == null || made.system() == null ? "" : made.system().toString(),
                made == null ? "" : made.chain().members().getLast().name().toString(),
                made == null ? "" : target(made.target()),
                made == null ? "" : made.timeline().toString(),
                verdict,
                why,
                phases,
                seen == null || seen.at() == null ? "" : seen.at().at().toString(),
                seen == null ? null : seen.lastCommit(),
                behind(made, seen),
                checks);
    }

    private static String target(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Time time -> "time " + time.at();
            case RecoveryTarget.Xid xid -> "xid " + xid.xid();
            case RecoveryTarget.Position position -> "lsn " + position.lsn();
            case RecoveryTarget.Named named -> "name " + named.name();
            case RecoveryTarget.Latest latest -> latest.word();
            case RecoveryTarget.Immediate immediate -> immediate.word();
        };
    }

    /** For the newest moment that is how much would be lost now; for a time, how far before it the last commit lies. */
    private @Nullable Duration behind(@Nullable RestorePlan made, @Nullable ServerSeen seen) {
        if (made == null || seen == null || seen.lastCommit() == null) {
            return null;
        }
        Instant wanted = switch (made.target()) {
            case RecoveryTarget.Time time -> time.at();
            case RecoveryTarget.Latest latest -> begun;
            default -> null;
        };
        return wanted == null || wanted.isBefore(seen.lastCommit())
                ? null
                : Duration.between(seen.lastCommit(), wanted);
    }

    private interface Work<T> {
        T perform() throws IOException, InterruptedException, ScratchServer.Failed;
    }

    private <T> T lasting(String phase, Work<T> work) throws IOException, InterruptedException {
        session.reporter().verbose("rehearse: " + phase);
        Instant from = clock.instant();
        try {
            return work.perform();
        } catch (ScratchServer.Failed e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            phases.put(phase, Duration.between(from, clock.instant()));
        }
    }
}
