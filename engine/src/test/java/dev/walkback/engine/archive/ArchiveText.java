package dev.walkback.engine.archive;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Archives drawn as text, for tests:
 *
 * <pre>
 * TL 1  04F ======== 0Cd ==== xx === 17F ===   fork at 1A
 * TL 2                                      1A= 1CF* =====~
 * </pre>
 *
 * <p>A place is two hex digits, after {@code n/} for those beyond the first log; drawing goes on there, and what was jumped over is
 * missing. Segments are drawn from the place on: {@code =} is there, {@code x} is missing, {@code o} is an empty object,
 * {@code :} is stored twice, {@code ~} is left half way ({@code .partial}).
 *
 * <p>A backup is drawn where it starts, and does not make its segment be there: {@code F} full, {@code d} delta of the last backup
 * before it on its past, {@code d(1/04)} of the one that starts at 04 of timeline 1; {@code +2} ends two segments later; {@code *} is permanent,
 * {@code ?} lacks its sentinel, {@code !} its tars, {@code %} its metadata.
 *
 * <p>{@code fork at 1A} is where the next timeline begins, in the middle of that segment; {@code fork at 1A.28} 28 (hex) bytes into it.
 * {@code TL 3 of 1 at 20} says the same from the other end; {@code no history} leaves the file out.
 *
 * <p>A line {@code system 4410 pg 17.2 size 1M} begins another cluster, whose objects take the place of those with the same names.
 * Without one there is system 4410, of version 15.4 and 16 MiB. Everything happens in the order of the text, a minute apart.
 */
public final class ArchiveText {

    private static final Pattern SYSTEM =
            Pattern.compile("system (?<system>\\d+)(?: pg (?<pg>\\d+)\\.(?<minor>\\d+))?(?: size (?<size>\\d+)M)?");
    private static final Pattern TIMELINE =
            Pattern.compile("TL (?<id>\\d+)(?: of (?<parent>\\d+) at (?<at>\\S+))?(?<rest>.*)");
    private static final Pattern FORK = Pattern.compile("fork at (\\S+)");
    private static final Pattern PLACE =
            Pattern.compile("(?:(?<log>[0-9A-F]+)/)?(?<seg>[0-9A-F]{2})(?:\\.(?<offset>[0-9A-F]+))?");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<place>(?:[0-9A-F]+/)?[0-9A-F]{2})?"
                    + "(?:(?<kind>[Fd])(?:\\((?<parent>\\d+/[0-9A-F/]+)\\))?(?:\\+(?<more>\\d+))?(?<flags>[*?!%]*))?(?<run>[=xo:~]*)");

    private final List<DrawnTimeline> timelines = new ArrayList<>();
    private final Map<Timeline, DrawnTimeline> ofCluster = new TreeMap<>();
    private final Deque<Fork> forks = new ArrayDeque<>();
    private DrawnCluster cluster =
            new DrawnCluster(new SystemIdentifier(4410), new PgVersion(150_004), SegmentSize.USUAL);

    private record Fork(Timeline parent, Lsn at) {}

    private ArchiveText() {}

    public static ArchiveText of(String text) {
        ArchiveText drawn = new ArchiveText();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(drawn::line);
        return drawn;
    }

    /** The objects, in memory. */
    public MemoryStorage storage() {
        return new ArchiveObjects().storing(timelines);
    }

    /** What the reader makes of the objects. */
    public Archive archive() {
        MemoryStorage storage = storage();
        return ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
    }

    /** The only cluster. */
    public Cluster cluster() {
        List<Cluster> clusters = archive().clusters();
        if (clusters.size() != 1) {
            throw new IllegalStateException("there is not one cluster: " + clusters);
        }
        return clusters.getFirst();
    }

    private void line(String line) {
        Matcher system = SYSTEM.matcher(line);
        Matcher timeline = TIMELINE.matcher(line);
        if (system.matches()) {
            int major = system.group("pg") == null ? 15 : Integer.parseInt(system.group("pg"));
            int minor = system.group("pg") == null ? 4 : Integer.parseInt(system.group("minor"));
            int size = system.group("size") == null ? 16 : Integer.parseInt(system.group("size"));
            cluster = new DrawnCluster(
                    new SystemIdentifier(Long.parseUnsignedLong(system.group("system"))),
                    new PgVersion(major * 10_000 + minor),
                    new SegmentSize(size << 20));
            ofCluster.clear();
            forks.clear();
        } else if (timeline.matches()) {
            draw(timeline);
        } else {
            throw new IllegalArgumentException("neither system nor TL: " + line);
        }
    }

    private void draw(Matcher line) {
        Timeline id = Timeline.parse(line.group("id")).orElseThrow();
        Fork from = line.group("parent") != null
                ? new Fork(Timeline.parse(line.group("parent")).orElseThrow(), position(line.group("at")))
                : id.equals(Timeline.FIRST) ? null : forks.poll();
        DrawnTimeline drawn = new DrawnTimeline(
                cluster,
                from == null ? TimelineHistory.none(id) : history(id, from),
                from != null && !line.group("rest").contains("no history"));
        timelines.add(drawn);
        ofCluster.put(id, drawn);
        Matcher fork = FORK.matcher(line.group("rest"));
        while (fork.find()) {
            forks.add(new Fork(id, position(fork.group(1))));
        }
        String marks = FORK.matcher(line.group("rest")).replaceAll("").replace("no history", "");
        for (String token : marks.strip().split("\\s+", -1)) {
            token(drawn, id, token);
        }
    }

    private void token(DrawnTimeline drawn, Timeline id, String text) {
        Matcher token = TOKEN.matcher(text);
        if (!token.matches()) {
            throw new IllegalArgumentException("cannot be drawn: " + text);
        }
        if (token.group("place") != null) {
            drawn.goTo(cluster.size().numberOf(start(token.group("place"))));
        }
        if (token.group("kind") != null) {
            DrawnBackup parent = token.group("kind").equals("F") ? null : parent(drawn, token.group("parent"));
            int more = token.group("more") == null ? 0 : Integer.parseInt(token.group("more"));
            Segment at = new Segment(id, drawn.place(), cluster.size());
            drawn.add(new DrawnBackup(at, parent, more, token.group("flags")));
        }
        token.group("run").chars().forEach(state -> drawn.add((char) state));
    }

    private DrawnBackup parent(DrawnTimeline drawn, @Nullable String named) {
        if (named != null) {
            int slash = named.indexOf('/');
            DrawnTimeline on =
                    ofCluster.get(Timeline.parse(named.substring(0, slash)).orElseThrow());
            long number = cluster.size().numberOf(start(named.substring(slash + 1)));
            return on.backups().stream()
                    .filter(backup -> backup.start().number() == number)
                    .findFirst()
                    .orElseThrow();
        }
        for (Timeline on : drawn.history().line().reversed()) {
            List<DrawnBackup> backups = ofCluster.get(on).backups().stream()
                    .filter(backup -> drawn.history().contains(on, backup.finishLsn()))
                    .toList();
            if (!backups.isEmpty()) {
                return backups.getLast();
            }
        }
        throw new IllegalArgumentException("there is no backup before the delta");
    }

    private TimelineHistory history(Timeline id, Fork from) {
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        DrawnTimeline parent = ofCluster.get(from.parent());
        if (parent != null) {
            switches.addAll(parent.history().switches());
        }
        switches.add(new TimelineHistory.Switch(from.parent(), from.at(), "no recovery target specified"));
        return new TimelineHistory(id, switches);
    }

    private Lsn start(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no place: " + place);
        }
        long log = parts.group("log") == null ? 0 : Long.parseLong(parts.group("log"), 16);
        long segment = Long.parseLong(parts.group("seg"), 16);
        return new Lsn((log * cluster.size().segmentsPerLog() + segment)
                * cluster.size().bytes());
    }

    /** Where a fork is: in the middle of the segment, unless it is said. */
    private Lsn position(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no place: " + place);
        }
        return start(place)
                .plus(
                        parts.group("offset") == null
                                ? cluster.size().bytes() / 2
                                : Long.parseLong(parts.group("offset"), 16));
    }
}
