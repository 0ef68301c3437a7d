package dev.walkback.engine.restore;

import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.backup.TablespaceSpec;
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
    private final RestoreBasis basis;
    private final List<Remark> remarks;
    private final Set<String> used = new HashSet<>();

    LayoutPlanner(RestoreRequest request, RestoreBasis basis, List<Remark> remarks) {
        this.request = request;
        this.basis = basis;
        this.remarks = remarks;
    }

    Layout layout() {
        Destination to = request.destination();
        List<Layout.Tablespace> tablespaces = new ArrayList<>();
        was().forEach((number, was) -> tablespaces.add(new Layout.Tablespace(number, was, place(number, was))));
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

    /** By number; the sentinel tells, or the server's own map. */
    private Map<String, String> was() {
        Map<String, String> was =
                new TreeMap<>(basis.map().optional().map(TablespaceMap::places).orElse(new TreeMap<>()));
        if (!basis.members().isEmpty()) {
            basis.members()
                    .getLast()
                    .backup()
                    .sentinel()
                    .optional()
                    .map(Sentinel::spec)
                    .map(TablespaceSpec::places)
                    .ifPresent(was::putAll);
        }
        return was;
    }

    private Path place(String number, String was) {
        return switch (request.destination().tablespaces()) {
            case TablespacePlaces.Kept kept -> Path.of(was);
            case TablespacePlaces.Under(Path folder) -> folder.resolve(number);
            case TablespacePlaces.Moved(Map<String, Path> places) -> {
                String named = places.containsKey(was) ? was : number;
                used.add(named);
                yield places.getOrDefault(named, Path.of(was));
            }
        };
    }
}
