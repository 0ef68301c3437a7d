package dev.walkback.engine.basebackup;

import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.restore.Remark;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would be done with a base backup, or with a chain of them.
 *
 * @param chain the full backup first
 * @param tablespaces by number, where they go
 * @param bytes that are written at least; 0 where nothing tells
 * @param remarks what somebody should know before, or why it will not be done
 */
public record BaseBackupPlan(
        BaseBackupRequest request,
        List<Preface> chain,
        Map<String, Path> tablespaces,
        long bytes,
        List<Remark> remarks,
        Plan<BaseBackupStep> steps) {

    public BaseBackupPlan {
        chain = List.copyOf(chain);
        tablespaces = Collections.unmodifiableMap(new TreeMap<>(tablespaces));
        remarks = List.copyOf(remarks);
    }

    public Path data() {
        return request.destination().data();
    }

    /** The one that everything comes to. */
    public Preface newest() {
        return chain.getLast();
    }

    public boolean isChain() {
        return chain.size() > 1;
    }

    /** Where the guard of a plain archive is put. */
    public ArchiveGuard guard() {
        return new ArchiveGuard(request.destination().stage());
    }

    public List<Remark> refusals() {
        return remarks.stream().filter(Remark::refuses).toList();
    }

    public List<BaseBackupStep> of(ProcedureStep one) {
        return steps.steps().stream().filter(step -> step.of() == one).toList();
    }
}
