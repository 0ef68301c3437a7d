package dev.walkback.engine.restore;

import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.backup.TablespaceSpec;
import dev.walkback.engine.restore.choice.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decides where everything is put. */
final class LayoutPlanner {

    private final RestoreRequest request;
    private final Decision decision;
    private final RestoreBasis basis;
    private final Set<String> used = new HashSet<>();
    private final List<Remark> remarks = new ArrayList<>();

    LayoutPlanner(RestoreRequest request, Decision decision, RestoreBasis basis) {
        this.request = request;
        this.decision = decision;
        this.basis = basis;
    }

    Layout layout() {
        Destination to = request.destination();
        List<Layout.Tablespace> tablespaces = new ArrayList<>();
        was(decision, basis)
                .forEach((number, was) -> tablespaces.add(new Layout.Tablespace(number, was, place(number, was))));
        if (to.tablespaces() instanceof TablespacePlaces.Moved(Map<String, Path> places)) {
            places.keySet().stream()
                    .filter(named -> !used.contains(named))
                    .forEach(named -> remarks.add(
                            Remark.of(Remark.Code.TABLESPACE_UNKNOWN).with("tablespace", named)));
        }
        return new Layout(
                to.data(),
                to.wal(),
                tablespaces,
                request.delivery() == RestoreRequest.WalDelivery.STAGED ? request.stage() : null,
                to.owner(),
                to.replacing());
    }

    /** Of the layout that was made. */
    List<Remark> remarks() {
        return remarks;
    }

    /** By number, where each was: the server's own map tells, and the sentinel. */
    static Map<String, String> was(Decision decision, RestoreBasis basis) {
        Map<String, String> was =
                new TreeMap<>(basis.map().optional().map(TablespaceMap::places).orElse(new TreeMap<>()));
        decision.backup()
                .backup()
                .sentinel()
                .optional()
                .map(Sentinel::spec)
                .map(TablespaceSpec::places)
                .ifPresent(was::putAll);
        return was;
    }

    private Path place(String number, String was) {
        return switch (request.destination().tablespaces()) {
            case TablespacePlaces.Kept _ -> told(was);
            case TablespacePlaces.Under(Path folder) -> folder.resolve(number);
            case TablespacePlaces.Moved(Map<String, Path> places) -> {
                String named = places.containsKey(was) ? was : number;
                Path moved = places.get(named);
                used.add(named);
                yield moved == null ? told(was) : moved;
            }
        };
    }

    /** As a document tells it, which may be anything. */
    private Path told(String was) {
        try {
            Path place = Path.of(was).normalize();
            if (place.isAbsolute()) {
                return place;
            }
        } catch (java.nio.file.InvalidPathException noPath) {
            // said below
        }
        remarks.add(Remark.of(Remark.Code.TABLESPACE_RELATIVE).with("place", was));
        return request.destination().data().resolveSibling("tablespace");
    }
}
