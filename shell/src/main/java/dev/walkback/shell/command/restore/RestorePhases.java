package dev.walkback.shell.command.restore;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.directory.Preparation;
import dev.walkback.engine.restore.fetch.FetchEvent;
import dev.walkback.engine.restore.rates.MeasuredRates;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsRemark;
import dev.walkback.engine.restore.stage.Staged;
import dev.walkback.engine.restore.walk.Effects;
import dev.walkback.engine.restore.walk.RestoreRun;
import dev.walkback.engine.restore.walk.ServerOrder;
import dev.walkback.engine.walfetch.Spool;
import dev.walkback.engine.walfetch.StreamGuard;
import dev.walkback.shell.command.ReadProgress;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.report.archive.BriefNames;
import dev.walkback.shell.report.restore.PhaseOutcome;
import dev.walkback.shell.report.restore.SettingsWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does one of the four steps that put something on this machine, telling how far it is, and says what came of it. */
final class RestorePhases {

    /** A line of 20 ms is filled, and each part has a codec's window and an open file or two. */
    private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final RestoreAgain.Made made;
    private final RestorePlan plan;
    private final Session session;

    RestorePhases(RestoreAgain.Made made, Session session) {
        this.made = made;
        this.plan = made.plan();
        this.session = session;
    }

    PhaseOutcome perform(Phase phase, RestoreRun run) throws IOException, InterruptedException {
        Clock clock = session.console().clock();
        Instant begun = clock.instant();
        Effects effects = new Effects(run, clock);
        String sentence = switch (phase) {
            case DIRECTORY -> directory(effects);
            case FETCH -> fetch(effects);
            case WAL -> wal(effects);
            case SETTINGS -> settings(effects);
            default -> throw new IllegalArgumentException("nothing is done by us in " + phase);
        };
        return new PhaseOutcome(phase, sentence, Duration.between(begun, clock.instant()));
    }

    private String directory(Effects effects) throws IOException, InterruptedException {
        effects.directory();
        String made = plan.layout().data() + " is there, empty, 0700";
        return new Preparation(plan, session.console().clock())
                .aside()
                .map(aside -> made + "; what was in it is " + aside)
                .orElse(made);
    }

    private String fetch(Effects effects) throws IOException, InterruptedException {
        long[] sums = new long[3];
        Instant began = session.console().clock().instant();
        String name = new BriefNames(plan.segmentSize())
                .of(plan.chain().members().getLast().name());
        try (ReadProgress progress = new ReadProgress(session, "fetch " + name)) {
            effects.fetch(
                    source(progress),
                    OnlyDatabases.choice(plan.request(), plan.decision(), plan.basis()),
                    event -> take(event, progress, sums));
        }
        new MeasuredRates(RestorePlanned.ratesFile(session))
                .fetched(
                        sums[2],
                        Duration.between(began, session.console().clock().instant()));
        return Text.count(sums[0], "part") + " fetched" + (sums[1] > 0 ? ", " + sums[1] + " were there before" : "")
                + "; everything is on the disk, pg_control last";
    }

    private static void take(FetchEvent event, Consumer<ReadEvent> progress, long[] sums) {
        if (event instanceof FetchEvent.Planned planned) {
            progress.accept(new ReadEvent.Planned(planned.parts(), planned.storedBytes()));
            sums[0] = planned.parts();
            sums[1] = planned.partsDoneBefore();
            sums[2] = planned.storedBytes();
        }
    }

    private String wal(Effects effects) throws IOException, InterruptedException {
        if (plan.isStreamed()) {
            StreamGuard guard = guard();
            effects.stream(guard);
            return "the script that brings WAL while the server replays is "
                    + guard.spool().script();
        }
        try (ReadProgress progress = new ReadProgress(session, "stage WAL")) {
            Staged staged = effects.stage(made.cluster(), source(progress));
            return Text.count(staged.files(), "file") + " (" + Text.size(staged.bytes()) + ") in "
                    + plan.request().stage() + ", checked";
        }
    }

    private String settings(Effects effects) throws IOException, InterruptedException {
        SettingsDraft draft = effects.settings(streaming());
        for (SettingsRemark remark : draft.remarks()) {
            session.reporter().note(SettingsWords.of(remark));
        }
        return Text.count(draft.block().size() + draft.recoveryConf().size(), "setting") + " written, and "
                + draft.signal().file();
    }

    private String streaming() {
        return plan.isStreamed() ? guard().restoreCommand() : "";
    }

    /** The server asks with the same settings as we do; what is secret in them it has to find by itself. */
    private StreamGuard guard() {
        List<String> options = new ArrayList<>();
        made.invocation().value("--storage").or(() -> open()).ifPresent(it -> options.add("--storage=" + it));
        made.invocation()
                .value("--config")
                .ifPresent(it -> options.add("--config=" + Path.of(it).toAbsolutePath()));
        String program = System.getProperty("walkback.program", "walkback");
        String storage = made.invocation().value("--storage").orElse("");
        return new StreamGuard(
                new Spool(plan.request().stage()),
                List.of(program),
                options,
                ScriptSettings.of(session.storages().settings(storage)));
    }

    private Optional<String> open() {
        return Optional.of(session.sitting().standing().storage()).filter(it -> !it.isEmpty());
    }

    private ContentSource source(Consumer<? super ReadEvent> events) {
        String name = made.invocation().value("--storage").orElse("");
        return new ContentSource(
                session.storages().open(name), session.storages().layers(name), AT_ONCE, events);
    }

    /** The settings as they would be written now. */
    SettingsDraft draft() {
        return ServerOrder.draft(plan, streaming());
    }
}
