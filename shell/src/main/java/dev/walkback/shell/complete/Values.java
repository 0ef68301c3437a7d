package dev.walkback.shell.complete;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.catalogue.ValueType;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.session.Standing;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values of each kind, out of the archive as it was last listed. */
final class Values {

    /** As many as one can look through; of more the line editor would only ask whether to show them. */
    private static final int MOST = 200;

    private static final int TIMELINE_DIGITS = 8;

    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final Proposal LATEST = Proposal.of("LATEST", "the newest", "backups");

    private final Knowledge knowledge;

    Values(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** @param given the options that were typed already */
    List<Proposal> of(ValueType type, List<String> choices, String current, Map<String, String> given) {
        return switch (type) {
            case CHOICE ->
                choices.stream().map(word -> Proposal.of(word, "", "values")).toList();
            case STORAGE ->
                knowledge.storages().get().stream()
                        .map(name -> Proposal.of(name, "", "storages"))
                        .toList();
            case FILE -> Files.at(current, knowledge.directory());
            case BACKUP ->
                Stream.concat(Stream.of(LATEST), clusters(given).flatMap(this::backups))
                        .limit(MOST)
                        .toList();
            case TIMELINE ->
                clusters(given).flatMap(Values::timelines).limit(MOST).toList();
            case SEGMENT ->
                clusters(given)
                        .flatMap(cluster -> segments(cluster, current).stream())
                        .limit(MOST)
                        .toList();
            case LSN -> clusters(given).flatMap(Values::positions).limit(MOST).toList();
            case CLUSTER ->
                archive()
                        .flatMap(archive -> archive.clusters().stream())
                        .flatMap(Values::number)
                        .toList();
            case KEY -> keys();
            case NONE, TEXT, DURATION, RANGE -> List.of();
        };
    }

    private Stream<Archive> archive() {
        return knowledge.sitting().standing().looked().stream();
    }

    /** The one that the line names, else the chosen one, else all: there is no saying which is meant. */
    private Stream<Cluster> clusters(Map<String, String> given) {
        Standing standing = knowledge.sitting().standing();
        String typed = given.getOrDefault(
                "--cluster", standing.chosen() == null ? "" : standing.chosen().toString());
        return archive()
                .flatMap(archive -> archive.clusters().stream())
                .filter(cluster -> String.valueOf(cluster.identifier()).endsWith(typed));
    }

    /** The newest first. */
    private Stream<Proposal> backups(Cluster cluster) {
        return cluster.backups().reversed().stream()
                .map(backup -> Proposal.of(backup.name().text(), said(backup), "backups"));
    }

    /** Short, so that it has room beside a long name: whether it is a delta stands in that. */
    private String said(Backup backup) {
        long told = backup.sentinel().optional().map(Sentinel::compressedBytes).orElse(0L);
        ZonedDateTime made = backup.finishTime().orElse(backup.stored()).atZone(ZoneOffset.UTC);
        boolean thisYear = made.getYear()
                == knowledge.clock().instant().atZone(ZoneOffset.UTC).getYear();
        return (thisYear ? THIS_YEAR : EARLIER).format(made) + " "
                + Text.size(told > 0 ? told : backup.objects().tarBytes())
                + (backup.isPermanent() ? ", permanent" : "");
    }

    private static Stream<Proposal> timelines(Cluster cluster) {
        return cluster.timelines().stream()
                .map(timeline -> Proposal.of(
                        Long.toString(timeline.timeline().number()),
                        Text.count(timeline.segments().count(), "segment"),
                        "timelines"));
    }

    /**
     * Where runs begin and end, which is what people ask about; and, once a timeline's eight digits are typed, whatever begins like
     * the word.
     */
    private static List<Proposal> segments(Cluster cluster, String current) {
        Map<String, Proposal> found = new TreeMap<>();
        boolean isShort = current.contains("/");
        for (TimelineWal timeline : cluster.timelines()) {
            for (Coverage.Run run : timeline.coverage().runs()) {
                add(found, run.first(), "a run begins", isShort);
                add(found, run.last(), "a run ends", isShort);
            }
            if (current.length() > TIMELINE_DIGITS && !isShort) {
                timeline.coverage().runs().forEach(run -> within(found, run, current));
            }
        }
        return List.copyOf(found.values());
    }

    /** Names ascend as their numbers do, so the first that may begin like the word is found without looking at all. */
    private static void within(Map<String, Proposal> found, Coverage.Run run, String beginning) {
        Timeline timeline = run.first().timeline();
        SegmentSize size = run.first().size();
        long low = run.first().number();
        long high = run.last().number() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (new Segment(timeline, middle, size).name().compareTo(beginning) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (long number = low; number <= run.last().number() && found.size() < MOST; number++) {
            Segment segment = new Segment(timeline, number, size);
            if (!segment.name().startsWith(beginning)) {
                return;
            }
            add(found, segment, "", false);
        }
    }

    private static void add(Map<String, Proposal> found, Segment segment, String said, boolean isShort) {
        String word = isShort ? segment.shortName() : segment.name();
        found.putIfAbsent(word, Proposal.of(word, said, "segments"));
    }

    /** Where backups begin and end, and where timelines part. */
    private static Stream<Proposal> positions(Cluster cluster) {
        List<Proposal> found = new ArrayList<>();
        for (Backup backup : cluster.backups().reversed()) {
            backup.start()
                    .ifPresent(lsn -> found.add(Proposal.of(lsn.toString(), "start of " + backup.name(), "positions")));
            backup.finish()
                    .ifPresent(
                            lsn -> found.add(Proposal.of(lsn.toString(), "finish of " + backup.name(), "positions")));
        }
        for (TimelineWal timeline : cluster.timelines()) {
            timeline.history().optional().stream()
                    .flatMap(history -> history.switches().stream())
                    .forEach(left -> found.add(Proposal.of(
                            left.at().toString(),
                            "end of timeline " + left.from().number(),
                            "positions")));
        }
        return found.stream();
    }

    private static Stream<Proposal> number(Cluster cluster) {
        return cluster.identifier() == null
                ? Stream.empty()
                : Stream.of(Proposal.of(
                        cluster.identifier().toString(),
                        Text.count(cluster.backups().size(), "backup"),
                        "clusters"));
    }

    /** The folders that every archive has, and what of single objects is known from the listing. */
    private List<Proposal> keys() {
        List<Proposal> found = new ArrayList<>();
        archive().forEach(archive -> {
            found.add(new Proposal("basebackups_005/", "backups", "folders", false));
            found.add(new Proposal("wal_005/", "WAL", "folders", false));
            archive.clusters().stream()
                    .flatMap(cluster -> cluster.backups().stream())
                    .limit(MOST)
                    .forEach(backup -> found.add(Proposal.of(backup.sentinelKey(), "sentinel", "objects")));
        });
        return found;
    }
}
