package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.host.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a plan of what was decided, what the chain's objects say and what is there on this machine. Reads nothing. */
public final class RestorePlanner {

    private final Archive archive;
    private final Cluster cluster;
    private final Rates rates;

    public RestorePlanner(Archive archive, Cluster cluster, Rates rates) {
        this.archive = archive;
        this.cluster = cluster;
        this.rates = rates;
    }

    /** Where everything would go: what has to be looked at on this machine before a plan is made. */
    public static Layout layout(RestoreRequest request, Decision decision, RestoreBasis basis) {
        return new LayoutPlanner(request, decision, basis).layout();
    }

    public RestorePlan plan(RestoreRequest request, Decision decision, RestoreBasis basis, Host host) {
        LayoutPlanner placing = new LayoutPlanner(request, decision, basis);
        Layout layout = placing.layout();
        List<Space> space = new SpacePlanner(cluster, decision, layout, host).spaces();
        List<RestoreStep> steps = new StepPlanner(cluster, request, decision, layout, host).steps();
        PgVersion version = version(decision);
        List<Remark> remarks = new ArrayList<>(placing.remarks());
        remarks.addAll(new PlaceRemarks(layout, space, host).all());
        remarks.addAll(new Remarks(archive, decision, basis, version).all());
        remarks.addAll(new HostRemarks(decision, basis, host, version).all());
        if (!request.onlyDatabases().isEmpty()) {
            remarks.add(DatabaseRemarks.on(request.onlyDatabases(), basis));
        }
        return new RestorePlan(
                request,
                archive.location(),
                cluster.identifier(),
                version,
                cluster.segmentSize(),
                decision,
                basis,
                layout,
                space,
                rates,
                remarks,
                Plan.of(purpose(request, decision), steps, List.of()));
    }

    private @Nullable PgVersion version(Decision decision) {
        return decision.backup().backup().pgVersion().orElse(cluster.pgVersion());
    }

    /** All that the steps do not say, so that two plans with one fingerprint are one. */
    private String purpose(RestoreRequest request, Decision decision) {
        String databases =
                request.onlyDatabases().isEmpty() ? "" : " only " + String.join(", ", request.onlyDatabases());
        return "restore " + decision.backup().name() + databases + " from " + archive.location() + " into "
                + request.destination().data() + ", to " + TargetText.of(decision.target()) + " on timeline "
                + decision.timelineSetting();
    }
}
