package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.storage.Location;
import java.util.ArrayList;
import java.util.List;

/** Makes a plan of what was decided, what the chain's objects say and what is there on this machine. Reads nothing. */
public final class RestorePlanner {

    private final Location storage;
    private final Cluster cluster;
    private final Rates rates;

    public RestorePlanner(Location storage, Cluster cluster, Rates rates) {
        this.storage = storage;
        this.cluster = cluster;
        this.rates = rates;
    }

    public RestorePlan plan(RestoreRequest request, Decision decision, RestoreBasis basis, Host host) {
        List<Remark> remarks = new ArrayList<>();
        Layout layout = new LayoutPlanner(request, basis, remarks).layout();
        List<RestoreStep> steps = new StepPlanner(cluster, request, decision, basis, layout, host).steps();
        return new RestorePlan(
                request,
                storage,
                cluster.identifier(),
                decision.backup().backup().pgVersion().orElse(cluster.pgVersion()),
                cluster.segmentSize(),
                decision,
                basis,
                layout,
                List.of(),
                rates,
                remarks,
                Plan.of(purpose(request, decision), steps, List.of()));
    }

    private String purpose(RestoreRequest request, Decision decision) {
        return "restore " + decision.backup().name() + " from " + storage + " into "
                + request.destination().data() + " up to " + TargetText.of(decision.target()) + " on timeline "
                + decision.timelineSetting();
    }
}
