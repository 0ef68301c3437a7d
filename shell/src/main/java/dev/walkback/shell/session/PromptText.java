package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.shell.report.Text;
import java.time.Instant;
import java.util.List;

/**
 * What stands before the cursor: where one is and what may happen, in words and signs, never in colour alone.
 *
 * @param place such as {@code prod-s3/orders#4410}; empty when nothing is open
 * @param state such as {@code ro!} or {@code ARMED*}; empty when nothing is open
 * @param armed whether the state is to be put in bold and reversed
 */
public record PromptText(String place, String state, boolean armed) {

    private static final int SHARE_OF_THE_LINE = 3;

    /** @param ascii whether the terminal can show nothing else */
    public static PromptText of(Standing standing, Instant now, int width, boolean ascii) {
        if (standing.storage().isEmpty()) {
            return new PromptText("", "", false);
        }
        boolean armed = standing.armedAt(now);
        OpenRestore restore = standing.restore();
        String walking = restore == null ? "ro" : restore.place();
        String state = (armed ? "ARMED" : walking) + signs(standing);
        int room = Math.max(width / SHARE_OF_THE_LINE, state.length()) - state.length() - "_> ".length();
        return new PromptText(Text.safe(place(standing, room), ascii), state, armed);
    }

    private static String signs(Standing standing) {
        return (standing.planned().isEmpty() ? "" : "*")
                + (standing.changed() ? "!" : "")
                + (standing.silent() ? "?" : "");
    }

    /** The first of these that has room: storage and cluster, the cluster alone, its number alone. */
    private static String place(Standing standing, int room) {
        String storage = StorageLabel.ofStorage(standing.storage());
        Archive archive = standing.archive();
        if (archive == null) {
            return storage.isEmpty() ? lastPart(standing.storage()) : storage;
        }
        String cluster = StorageLabel.ofCluster(archive.location());
        String number = number(standing, archive);
        boolean same = storage.isEmpty() || storage.equals(cluster);
        String whole = (same ? "" : storage + "/") + cluster + number;
        if (whole.length() <= room) {
            return whole;
        }
        String shorter = cluster + number;
        return shorter.length() <= room || number.isEmpty() ? shorter : number;
    }

    private static String number(Standing standing, Archive archive) {
        SystemIdentifier chosen = standing.chosen();
        List<Cluster> clusters = archive.clusters();
        if (chosen != null) {
            return "#" + chosen.shortText();
        }
        if (clusters.isEmpty()) {
            return "";
        }
        if (clusters.size() > 1) {
            return "#MIX";
        }
        SystemIdentifier only = clusters.getFirst().identifier();
        return only == null ? "#?" : "#" + only.shortText();
    }

    private static String lastPart(String url) {
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** As it is printed, without colours. */
    public String text() {
        return place.isEmpty() ? "walkback> " : place + " " + state + "> ";
    }
}
