package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.restore.gate.MemberRule;
import dev.walkback.engine.tar.TarEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which file comes from which backup of the chain: from the newest that has it whole; what a newer one skips, from its parent; what
 * it has in changed pages, from both. Files go by their numbers in the newest files metadata, in two bytes and a bit for each
 * backup, so the others' documents need not be kept.
 */
final class Selection {

    /** What an entry is to this restore. */
    enum Use {
        NOT_WANTED,
        WHOLE,
        INCREMENT
    }

    private static final char NOWHERE = Character.MAX_VALUE;

    private final @Nullable FilesMetadata names;
    private final Predicate<String> wanted;
    /** The layer that has the file whole. */
    private final char[] wholeIn;

    private final List<BitSet> increments = new ArrayList<>();
    private final BitSet open = new BitSet();
    private final BitSet astray = new BitSet();

    /**
     * @param newest files metadata of the wanted backup; null where it has none, and then all of it is taken
     * @param wanted whether a file is, by its name
     */
    Selection(@Nullable FilesMetadata newest, Predicate<String> wanted) {
        this.names = newest;
        this.wanted = wanted;
        this.wholeIn = new char[newest == null ? 0 : newest.names()];
        for (int number = 0; number < wholeIn.length; number++) {
            wholeIn[number] = NOWHERE;
            if (newest != null && newest.isDescribed(number) && wanted.test(newest.name(number))) {
                open.set(number);
            }
        }
    }

    /** What its backup's tars may hold. */
    MemberRule rule(Backup backup, int layer) {
        return layer == 0 ? new MemberRule(backup, names) : MemberRule.beneath(backup, names);
    }

    /** Goes one backup back. */
    void add(@Nullable FilesMetadata metadata) {
        BitSet changed = new BitSet();
        char layer = (char) increments.size();
        for (int number = open.nextSetBit(0); number >= 0; number = open.nextSetBit(number + 1)) {
            int theirs = metadata == null || metadata == names ? number : find(metadata, number);
            if (metadata != null && (theirs < 0 || !metadata.isDescribed(theirs))) {
                astray.set(number);
                open.clear(number);
            } else if (metadata == null || (!metadata.isSkipped(theirs) && !metadata.isIncremented(theirs))) {
                wholeIn[number] = layer;
                open.clear(number);
            } else if (metadata.isIncremented(theirs) && !metadata.isSkipped(theirs)) {
                changed.set(number);
            }
        }
        increments.add(changed);
    }

    private int find(FilesMetadata metadata, int number) {
        return names == null ? -1 : metadata.find(names.name(number)).orElse(-1);
    }

    /** Whether an older backup has to bring anything. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Files that a delta takes from its parent, which does not have them. */
    List<String> astray(int most) {
        BitSet all = (BitSet) astray.clone();
        all.or(open);
        return all.stream().limit(most).mapToObj(this::name).toList();
    }

    long countAstray() {
        return astray.cardinality() + (long) open.cardinality();
    }

    /** The number of an entry's name; -1 where it has none. */
    int number(String name) {
        OptionalInt found = names == null ? OptionalInt.empty() : names.find(name);
        return found.orElse(-1);
    }

    String name(int number) {
        return names == null ? "" : names.name(number);
    }

    /** Whether the newest backup tells of such a file or folder. */
    boolean isKnown(int number) {
        return names != null && number >= 0 && names.isDescribed(number);
    }

    boolean isWanted(String name) {
        return wanted.test(name);
    }

    Use use(int layer, String name, int number) {
        if (names == null) {
            return layer == 0 && wanted.test(name) ? Use.WHOLE : Use.NOT_WANTED;
        }
        return number < 0 ? Use.NOT_WANTED : use(layer, number);
    }

    Use use(int layer, int number) {
        if (wholeIn[number] == layer) {
            return Use.WHOLE;
        }
        return increments.get(layer).get(number) ? Use.INCREMENT : Use.NOT_WANTED;
    }

    /** How many entries the tars of a layer must hold that are taken; -1 where nobody knows. */
    long expected(int layer) {
        if (names == null) {
            return -1;
        }
        long count = 0;
        for (int number = 0; number < wholeIn.length; number++) {
            if (use(layer, number) != Use.NOT_WANTED) {
                count++;
            }
        }
        return count;
    }

    /**
     * Names of some that were not seen in the tars of a layer; none where an earlier run saw others, and nobody remembers which.
     */
    List<String> unseen(int layer, BitSet seen, int most, boolean othersSawMore) {
        List<String> unseen = new ArrayList<>();
        for (int number = 0; number < wholeIn.length && unseen.size() < most && !othersSawMore; number++) {
            if (use(layer, number) != Use.NOT_WANTED && !seen.get(number)) {
                unseen.add(name(number));
            }
        }
        return unseen;
    }

    /**
     * Whether anything in a tar is of use, as far as its backup's files metadata tells.
     *
     * @param metadata of that backup
     * @param folders whether those count that only older backups have
     */
    boolean needs(int layer, FilesMetadata metadata, String tar, boolean folders) {
        int[] entries = metadata.entries(tar);
        if (entries.length == 0) {
            return true;
        }
        for (int theirs : entries) {
            String name = metadata.name(theirs);
            int number = number(name);
            boolean ours = isKnown(number);
            if (ours ? use(layer, number) != Use.NOT_WANTED : folders && !TarEntry.leadsOutside(name)) {
                return true;
            }
        }
        return false;
    }
}
