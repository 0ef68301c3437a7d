package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.ObjectInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes down the effects of a restore, in order, each with the state of things that it rests on. */
final class StepPlanner {

    private static final String CONTROL = "pg_control.tar";
    private static final String WAL = "wal_005/";

    private final Cluster cluster;
    private final RestoreRequest request;
    private final Decision decision;
    private final Layout layout;
    private final Host host;
    private final List<RestoreStep> steps = new ArrayList<>();

    StepPlanner(Cluster cluster, RestoreRequest request, Decision decision, Layout layout, Host host) {
        this.cluster = cluster;
        this.request = request;
        this.decision = decision;
        this.layout = layout;
        this.host = host;
    }

    List<RestoreStep> steps() {
        directories();
        fetch();
        wal();
        settings();
        return steps;
    }

    private void directories() {
        for (Path directory : layout.directories()) {
            boolean aside = directory.equals(layout.data()) && layout.movesAside() && !host.isFree(directory);
            String action = aside ? "move-aside" : "create";
            String sentence = aside ? "move " + directory + " aside and make it anew" : "make " + directory;
            steps.add(new RestoreStep(Phase.DIRECTORY, action, directory.toString(), Facts.NONE, sentence));
        }
    }

    /** The newest first, since each page is taken from the newest that has it; pg_control last of all. */
    private void fetch() {
        List<RestoreStep> last = new ArrayList<>();
        for (Backup member : decision.chain().members().reversed()) {
            BackupObjects objects = member.objects();
            if (objects.filesMetadata() != null) {
                steps.add(object("read", objects.filesMetadata()));
            }
            for (ObjectInfo tar : objects.tars()) {
                boolean isControl = objects.tar(CONTROL).filter(tar::equals).isPresent();
                if (!isControl) {
                    steps.add(object("fetch", tar));
                } else if (member.equals(decision.backup().backup())) {
                    last.add(object("fetch", tar));
                }
            }
        }
        steps.addAll(last);
    }

    private static RestoreStep object(String action, ObjectInfo object) {
        Facts facts = Facts.NONE.with("size_bytes", object.size());
        facts = object.etag() == null
                ? facts.with("modified", object.modified().toString())
                : facts.with("etag", object.etag());
        return new RestoreStep(Phase.FETCH, action, object.key(), facts, action + " " + object.key());
    }

    private void wal() {
        String action = layout.stage() == null ? "stream" : "stage";
        for (Timeline timeline : decision.histories()) {
            cluster.timeline(timeline)
                    .map(TimelineWal::historyObject)
                    .ifPresent(object -> steps.add(history(action, object)));
        }
        for (Route.Leg leg : decision.route().legs()) {
            steps.add(leg(action, leg));
        }
    }

    private static RestoreStep history(String action, ObjectInfo object) {
        RestoreStep step = object(action, object);
        return new RestoreStep(Phase.WAL, action, step.object(), step.before(), step.sentence());
    }

    private RestoreStep leg(String action, Route.Leg leg) {
        String names = leg.first().equals(leg.last())
                ? leg.first().name()
                : leg.first().name() + ".." + leg.last().name();
        long bytes = 0;
        long identity = 0;
        WalShelf shelf = cluster.timeline(leg.first().timeline()).orElseThrow().segments();
        for (Segment segment = leg.first(); segment.compareTo(leg.last()) <= 0; segment = segment.next()) {
            for (WalShelf.Stored stored : shelf.of(segment)) {
                bytes += stored.bytes();
                identity = identity * 31 + stored.identity();
            }
        }
        Facts facts = Facts.NONE
                .with("segments", leg.segments())
                .with("size_bytes", bytes)
                .with("identity", Long.toHexString(identity));
        return new RestoreStep(Phase.WAL, action, WAL + names, facts, action + " " + WAL + names);
    }

    private void settings() {
        Path file = layout.data().resolve("postgresql.auto.conf");
        ServerWishes server = request.server();
        Facts facts = Facts.NONE
                .with("standby", server.standby())
                .with("action", server.action().name().toLowerCase(java.util.Locale.ROOT))
                .with("archiving", server.archiving());
        if (server.port() != null) {
            facts = facts.with("port", (long) server.port());
        }
        if (server.primary() != null) {
            facts = facts.with("primary", server.primary());
        }
        for (var setting : server.settings().entrySet()) {
            facts = facts.with("set " + setting.getKey(), setting.getValue());
        }
        steps.add(new RestoreStep(Phase.SETTINGS, "write", file.toString(), facts, "write the settings into " + file));
    }
}
