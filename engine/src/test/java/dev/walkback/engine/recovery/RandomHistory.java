package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.TimelineHistory.Switch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A cluster that forked at random, and what a server would do with what is left of it, tried out step by step: a model that
 * knows nothing of runs or trees. Positions are counted in quarters of a segment, so that forks fall on boundaries and beside.
 */
final class RandomHistory {

    private static final int QUARTERS = 4;
    private static final int MOST_TIMELINES = 6;
    private static final int SEGMENTS = 14;

    /** A moment after the quarter before it, which is on this timeline. */
    record Moment(int timeline, int at) {}

    record Made(int timeline, int start, int finish, BackupName name) {}

    private record Ancestor(int timeline, int left) {}

    private final Random random;
    final SegmentSize size;
    final int end = SEGMENTS * QUARTERS;
    final int timelines;
    final List<Made> backups = new ArrayList<>();
    private final List<List<Ancestor>> lines = new ArrayList<>();
    private final Set<Moment> files = new HashSet<>();
    private final Set<Integer> told = new HashSet<>();

    RandomHistory(long seed) {
        random = new Random(seed);
        size = new SegmentSize(SegmentSize.SMALLEST << random.nextInt(11));
        timelines = 1 + random.nextInt(MOST_TIMELINES);
        lines.add(List.of());
        lines.add(List.of());
        told.add(1);
        boolean losesHistories = random.nextInt(4) == 0;
        for (int timeline = 2; timeline <= timelines; timeline++) {
            int parent = 1 + random.nextInt(timeline - 1);
            int from = begin(parent);
            List<Ancestor> line = new ArrayList<>(lines.get(parent));
            line.add(new Ancestor(parent, Math.min(end - 1, from + 1 + random.nextInt(end - from))));
            lines.add(line);
            if (!losesHistories || random.nextBoolean()) {
                told.add(timeline);
            }
        }
        store();
        takeBackups();
    }

    int begin(int timeline) {
        List<Ancestor> line = lines.get(timeline);
        return line.isEmpty() ? QUARTERS : line.getLast().left();
    }

    boolean holds(int timeline, int number) {
        return files.contains(new Moment(timeline, number));
    }

    Lsn lsn(int at) {
        return new Lsn((long) size.bytes() / QUARTERS * at);
    }

    TimelineHistory history(int timeline) {
        return new TimelineHistory(
                new Timeline(timeline),
                lines.get(timeline).stream()
                        .map(left -> new Switch(new Timeline(left.timeline()), lsn(left.left()), ""))
                        .toList());
    }

    Cluster cluster() {
        Sketch sketch = new Sketch(size);
        for (Moment file : files) {
            sketch.wal(file.timeline(), file.at(), file.at());
        }
        for (int timeline = 2; timeline <= timelines; timeline++) {
            if (told.contains(timeline)) {
                sketch.history(history(timeline));
            }
        }
        backups.forEach(made -> sketch.full(made.timeline(), lsn(made.start()), lsn(made.finish())));
        return sketch.cluster();
    }

    /** Every moment that some server can be brought to, by trying each backup with each timeline. */
    Set<Moment> reachable() {
        Set<Moment> reached = new HashSet<>();
        for (Made backup : backups) {
            for (int target = 1; target <= timelines; target++) {
                reached.addAll(replay(backup, target));
            }
        }
        return reached;
    }

    Set<Moment> replay(Made backup, int target) {
        boolean asCurrent = !told.contains(target);
        List<Ancestor> line = asCurrent ? List.of() : lines.get(target);
        Set<Moment> reached = new HashSet<>();
        if ((asCurrent && target != backup.timeline()) || !isLegal(backup, target, line)) {
            return reached;
        }
        for (int at = backup.start(); at <= end; at++) {
            if (at >= backup.finish()) {
                reached.add(new Moment(owner(line, target, at - 1), at));
            }
            if (at == end || !canRead(line, target, at)) {
                break;
            }
        }
        return reached;
    }

    /** How far a server that wants a timeline can read from here, if it wants to get there at most. */
    int readableFrom(int target, int from, int to) {
        int at = from;
        while (at < to && canRead(lines.get(target), target, at)) {
            at++;
        }
        return at;
    }

    /** The files that it gets on the way. */
    List<String> filesAskedFor(int target, int from, int to) {
        List<String> names = new ArrayList<>();
        for (int number = from / QUARTERS; number * QUARTERS < to; number++) {
            names.add(new Segment(new Timeline(fileFor(lines.get(target), target, number)), number, size).name());
        }
        return from == to ? List.of() : names;
    }

    private static boolean isLegal(Made backup, int target, List<Ancestor> line) {
        return target == backup.timeline()
                || line.stream()
                        .anyMatch(left -> left.timeline() == backup.timeline() && backup.finish() <= left.left());
    }

    /** Whether the file that a server gets holds this timeline's quarter. */
    private boolean canRead(List<Ancestor> line, int target, int at) {
        int timeline = fileFor(line, target, at / QUARTERS);
        return timeline != 0 && timeline >= owner(line, target, at);
    }

    /** Asks for files as a server does; the timeline whose file it gets first, or 0. */
    private int fileFor(List<Ancestor> line, int target, int number) {
        for (int i = line.size(); i >= 0; i--) {
            int timeline = i == line.size() ? target : line.get(i).timeline();
            int begin = i == 0 ? 0 : line.get(i - 1).left();
            if (begin / QUARTERS <= number && holds(timeline, number)) {
                return timeline;
            }
        }
        return 0;
    }

    private static int owner(List<Ancestor> line, int target, int at) {
        for (Ancestor left : line) {
            if (at < left.left()) {
                return left.timeline();
            }
        }
        return target;
    }

    private void store() {
        int lossIn = 3 + random.nextInt(30);
        for (int timeline = 1; timeline <= timelines; timeline++) {
            int last = begin(timeline) / QUARTERS + random.nextInt(SEGMENTS);
            for (int number = begin(timeline) / QUARTERS; number <= last && number < SEGMENTS; number++) {
                if (random.nextInt(lossIn) > 0) {
                    files.add(new Moment(timeline, number));
                }
            }
        }
    }

    private void takeBackups() {
        Set<String> names = new HashSet<>();
        int wanted = random.nextInt(5);
        for (int i = 0; i < wanted; i++) {
            int timeline = 1 + random.nextInt(timelines);
            int room = end - begin(timeline) - 1;
            if (room < 1) {
                continue;
            }
            int start = begin(timeline) + random.nextInt(room);
            int finish = Math.min(end, start + 1 + random.nextInt(2 * QUARTERS));
            String name = "base_" + new Segment(new Timeline(timeline), start / QUARTERS, size);
            if (names.add(name)) {
                backups.add(new Made(timeline, start, finish, new BackupName(name)));
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("segments of " + size + ", told " + told + "\n");
        for (int timeline = 1; timeline <= timelines; timeline++) {
            text.append("TL ")
                    .append(timeline)
                    .append(' ')
                    .append(lines.get(timeline))
                    .append(" files ");
            for (int number = 0; number < SEGMENTS; number++) {
                if (holds(timeline, number)) {
                    text.append(number).append(' ');
                }
            }
            text.append('\n');
        }
        return text.append(backups).toString();
    }
}
