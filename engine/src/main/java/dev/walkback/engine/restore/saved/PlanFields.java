package dev.walkback.engine.restore.saved;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.RestoreStep;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.choice.Certainty;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a document's fields again. Somebody may have edited it: what makes no sense is an error, never a guess. */
record PlanFields(JsonTree document) {

    SavedRestore plan() throws IOException {
        long version = document.number("walkback_restore_plan");
        if (version != PlanWriter.VERSION) {
            throw new IOException("it is of version " + version + ", and this program knows " + PlanWriter.VERSION);
        }
        Optional<String> system = document.maybeText("system_identifier");
        List<RestoreStep> steps = new ArrayList<>();
        for (JsonTree step : document.list("steps", JsonTree.class)) {
            steps.add(step(step));
        }
        Fingerprint fingerprint = new Fingerprint(document.text("plan"));
        String purpose = document.text("purpose");
        if (!Plan.of(purpose, steps, List.of()).fingerprint().equals(fingerprint)) {
            throw new IOException("its steps are not those of plan " + fingerprint);
        }
        return new SavedRestore(
                Instant.parse(document.text("saved_at")),
                fingerprint,
                purpose,
                new Location(document.text("location")),
                document.text("storage"),
                system.isEmpty() ? null : document.parsed("system_identifier", SystemIdentifier::parse),
                request(document.object("request")),
                pins(document.object("decided")),
                steps);
    }

    private static RestoreRequest request(JsonTree request) throws IOException {
        Optional<Long> timeline = request.maybeNumber("timeline");
        return new RestoreRequest(
                target(request.object("target")),
                timeline.isEmpty() ? null : timeline(timeline.get()),
                request.maybeText("backup").map(BackupName::new).orElse(null),
                request.list("without", String.class).stream()
                        .map(BackupName::new)
                        .toList(),
                destination(request.object("destination")),
                server(request.object("server")),
                RestoreRequest.WalDelivery.valueOf(constant(request, "delivery")),
                Path.of(request.text("stage")),
                request.list("only_databases", String.class));
    }

    private static RecoveryTarget target(JsonTree target) throws IOException {
        return switch (target.text("kind")) {
            case "latest" -> new RecoveryTarget.Latest();
            case "immediate" -> new RecoveryTarget.Immediate();
            case "time" -> new RecoveryTarget.Time(Instant.parse(target.text("time")), target.truth("inclusive"));
            case "xid" -> new RecoveryTarget.Xid(Long.parseLong(target.text("xid")), target.truth("inclusive"));
            case "lsn" -> new RecoveryTarget.Position(target.parsed("lsn", Lsn::parse), target.truth("inclusive"));
            case "name" -> new RecoveryTarget.Named(target.text("name"));
            default -> throw new IOException("nobody knows a target of kind " + target.text("kind"));
        };
    }

    private static Destination destination(JsonTree to) throws IOException {
        return new Destination(
                Path.of(to.text("data")),
                places(to.object("tablespaces")),
                path(to, "wal"),
                to.maybeText("owner").orElse(null),
                to.truth("replace"));
    }

    private static TablespacePlaces places(JsonTree places) throws IOException {
        return switch (places.text("kind")) {
            case "kept" -> new TablespacePlaces.Kept();
            case "under" -> new TablespacePlaces.Under(Path.of(places.text("folder")));
            case "moved" -> {
                Map<String, Path> moved = new LinkedHashMap<>();
                places.object("places").texts().forEach((was, place) -> moved.put(was, Path.of(place)));
                yield new TablespacePlaces.Moved(moved);
            }
            default -> throw new IOException("nobody knows where tablespaces go: " + places.text("kind"));
        };
    }

    private static @Nullable Path path(JsonTree tree, String name) throws IOException {
        return tree.maybeText(name).map(Path::of).orElse(null);
    }

    private static ServerWishes server(JsonTree server) throws IOException {
        return new ServerWishes(
                server.truth("standby"),
                server.maybeText("primary").orElse(null),
                server.maybeNumber("port").map(Math::toIntExact).orElse(null),
                ServerWishes.Action.valueOf(constant(server, "action")),
                server.truth("archiving"),
                new LinkedHashMap<>(server.object("settings").texts()));
    }

    private static Pins pins(JsonTree decided) throws IOException {
        List<Timeline> histories = new ArrayList<>();
        for (Long number : decided.list("histories", Long.class)) {
            histories.add(timeline(number));
        }
        Optional<String> place = decided.maybeText("place");
        return new Pins(
                new BackupName(decided.text("backup")),
                timeline(decided.number("timeline")),
                decided.truth("timeline_told"),
                decided.parsed("to", Lsn::parse),
                place.isEmpty() ? null : decided.parsed("place", Lsn::parse),
                Certainty.valueOf(constant(decided, "certainty")),
                decided.truth("goes_on"),
                histories);
    }

    private static RestoreStep step(JsonTree step) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>(step.object("before").fields());
        return new RestoreStep(
                Phase.valueOf(constant(step, "phase")),
                step.text("do"),
                step.text("object"),
                new Facts(facts),
                step.text("sentence"));
    }

    private static Timeline timeline(long number) throws IOException {
        return Timeline.parse(Long.toString(number))
                .orElseThrow(() -> new IOException("there is no timeline " + number));
    }

    private static String constant(JsonTree tree, String name) throws IOException {
        return tree.text(name).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
