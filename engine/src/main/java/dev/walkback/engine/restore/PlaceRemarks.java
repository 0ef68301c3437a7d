package dev.walkback.engine.restore;

import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.server.DataDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of the places that a restore goes to. */
final class PlaceRemarks {

    private final Layout layout;
    private final List<Space> space;
    private final Host host;
    private final List<Remark> remarks = new ArrayList<>();

    PlaceRemarks(Layout layout, List<Space> space, Host host) {
        this.layout = layout;
        this.space = space;
        this.host = host;
    }

    List<Remark> all() {
        host.at(layout.data()).ifPresent(this::data);
        if (layout.wal() != null) {
            other(layout.wal());
        }
        layout.tablespaces().forEach(tablespace -> other(tablespace.place()));
        if (layout.stage() != null) {
            host.at(layout.stage()).filter(PlaceRemarks::isNoDirectory).ifPresent(this::noDirectory);
        }
        collisions();
        space();
        if (host.isRoot() && layout.owner() == null) {
            remarks.add(Remark.of(Remark.Code.OWNER_ROOT).with("path", layout.data()));
        }
        return remarks;
    }

    private void data(DataDirectory found) {
        if (found.isLive()) {
            remarks.add(at(Remark.Code.DIRECTORY_LIVE, found));
        } else if (isNoDirectory(found)) {
            noDirectory(found);
        } else if (found.restore().exists() && !layout.movesAside()) {
            remarks.add(at(Remark.Code.DIRECTORY_RESTORING, found));
        } else if (!found.content().isFree()) {
            remarks.add(at(
                    layout.movesAside() ? Remark.Code.DIRECTORY_MOVED_ASIDE : Remark.Code.DIRECTORY_NOT_EMPTY, found));
        }
    }

    private void other(Path place) {
        host.at(place).filter(found -> !found.content().isFree()).ifPresent(found -> {
            if (isNoDirectory(found)) {
                noDirectory(found);
            } else {
                remarks.add(at(Remark.Code.PLACE_NOT_EMPTY, found));
            }
        });
    }

    private void noDirectory(DataDirectory found) {
        remarks.add(at(Remark.Code.NO_DIRECTORY, found));
    }

    private static boolean isNoDirectory(DataDirectory found) {
        return found.content() == DataDirectory.Content.NOT_A_DIRECTORY
                || found.content() == DataDirectory.Content.CLOSED;
    }

    private static Remark at(Remark.Code code, DataDirectory found) {
        Remark remark = Remark.of(code).with("path", found.path());
        return found.postmaster() == null
                ? remark
                : remark.with("pid", found.postmaster().pid());
    }

    private void collisions() {
        List<Path> all = layout.directories();
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Path one = all.get(j);
                Path other = all.get(i);
                if (one.startsWith(other) || other.startsWith(one)) {
                    remarks.add(Remark.of(Remark.Code.PLACES_COLLIDE)
                            .with("path", other)
                            .with("other", one));
                }
            }
        }
    }

    private void space() {
        for (Space each : space) {
            if (!each.isEnough()) {
                remarks.add(Remark.of(Remark.Code.NO_SPACE)
                        .with("volume", each.volume().name())
                        .with("needed-bytes", each.neededBytes())
                        .with("free-bytes", each.volume().freeBytes()));
            }
        }
        Optional<Path> unknown = layout.directories().stream()
                .filter(place -> host.volume(place).isEmpty())
                .findFirst();
        unknown.ifPresent(
                place -> remarks.add(Remark.of(Remark.Code.SPACE_UNKNOWN).with("path", place)));
    }
}
