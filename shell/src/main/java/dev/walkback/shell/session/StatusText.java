package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.shell.report.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line on where a sitting stands. All of it is in {@code session show}, too: not every terminal can keep a line in its place. */
public final class StatusText {

    private static final String BETWEEN = " | ";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private StatusText() {}

    /**
     * The parts, the most important first.
     *
     * @param known what was made of the archive; null while nobody thought about it
     * @param running the listing that is being taken; null for none
     */
    public static List<String> parts(
            Standing standing, @Nullable ArchiveFindings known, @Nullable Listing running, Instant now) {
        List<String> parts = new ArrayList<>();
        Archive archive = standing.archive();
        if (standing.restore() != null) {
            parts.add(standing.restore().status());
        }
        if (archive != null) {
            parts.add(what(standing, archive));
            parts.add(backups(standing, archive));
            parts.add(windows(standing, known));
        }
        parts.add(age(archive, running, now));
        if (standing.preferences().offline()) {
            parts.add("offline");
        }
        if (standing.silent()) {
            parts.add("did not answer");
        }
        if (standing.changed()) {
            parts.add("changed since");
        }
        if (standing.arming() != null && standing.armedAt(now)) {
            parts.add("armed for "
                    + (Duration.between(now, standing.arming().until()).toMinutes() + 1) + " min");
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static String what(Standing standing, Archive archive) {
        String name = StorageLabel.ofCluster(archive.location());
        return name
                + cluster(standing, archive)
                        .map(Cluster::pgVersion)
                        .map(version -> " PG " + major(version))
                        .orElse("");
    }

    private static String major(PgVersion version) {
        return version.major();
    }

    /** The chosen one, else the only one. */
    public static Optional<Cluster> cluster(Standing standing, Archive archive) {
        if (standing.chosen() != null) {
            return archive.cluster(standing.chosen());
        }
        return archive.clusters().size() == 1 ? Optional.of(archive.clusters().getFirst()) : Optional.empty();
    }

    private static String backups(Standing standing, Archive archive) {
        if (archive.clusters().isEmpty()) {
            return "no archive";
        }
        Cluster cluster = cluster(standing, archive).orElse(null);
        if (cluster == null) {
            return archive.clusters().size() + " clusters: cluster list";
        }
        List<Backup> backups = cluster.backups();
        return backups.isEmpty() ? "no backups" : Text.count(backups.size(), "backup");
    }

    /** Where one can go back to, in a few words; empty while nobody knows. */
    public static String windows(Standing standing, @Nullable ArchiveFindings known) {
        return known == null
                ? ""
                : cluster(standing, known.archive())
                        .flatMap(known::of)
                        .map(findings -> WindowsText.of(findings.windows().windows()))
                        .orElse("");
    }

    private static String age(@Nullable Archive archive, @Nullable Listing running, Instant now) {
        if (running != null) {
            return "listing: " + Text.count(running.objects(), "object");
        }
        if (archive == null) {
            return "not listed";
        }
        Duration age = Duration.between(archive.listedAt(), now);
        String said = age.compareTo(MINUTE) < 0 ? "just now" : Text.age(archive.listedAt(), now);
        return (archive.complete() ? "listed " : "listed in part, ") + said;
    }

    /** Whether it is the part that is never left out: what is shown is as old as that. */
    private static boolean isAge(String part) {
        return part.startsWith("list") || part.startsWith("not list");
    }

    /** In one line of that width. What does not fit is left out whole, from the end, and the age of the listing last. */
    public static String line(List<String> parts, String last, int width, boolean ascii) {
        List<String> all = new ArrayList<>(parts);
        all.add(last);
        all.replaceAll(part -> Text.safe(part, ascii));
        while (String.join(BETWEEN, all).length() >= width && all.size() > 1) {
            all.remove(isAge(all.getLast()) ? all.size() - 2 : all.size() - 1);
        }
        String line = String.join(BETWEEN, all);
        return line.length() < width ? line : line.substring(0, width - 1);
    }
}
