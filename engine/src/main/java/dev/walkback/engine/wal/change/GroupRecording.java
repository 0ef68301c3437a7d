package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.wal.record.LooseRecord;
import dev.walkback.engine.wal.record.WalRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A group's map while it is made, segment by segment in any order; between two runs it lies in a folder of the server's. */
final class GroupRecording {

    private final Group group;
    private final BlockList changes;
    private final GroupEdges edges;
    private boolean hasBlocks;
    private int segments;
    private long systemIdentifier;
    private int magic;
    private boolean isCancelled;
    private boolean isSaved;

    private GroupRecording(Group group, BlockList changes, GroupEdges edges) {
        this.group = group;
        this.changes = changes;
        this.edges = edges;
    }

    /** Goes on where an earlier run left off; from nothing where what is there cannot be read. */
    static GroupRecording in(Path folder, Group group) throws IOException {
        try {
            BlockList changes = new BlockList();
            GroupMap.Facts facts = new GroupMap.Facts(0, 0, 0);
            boolean hasBlocks = false;
            try (InputStream file = Files.newInputStream(folder.resolve(group.mapName()))) {
                facts = GroupMap.read(file, changes);
                hasBlocks = true;
            } catch (NoSuchFileException none) {
                // nothing but the head of the group before may be known so far
            }
            try (InputStream file = Files.newInputStream(folder.resolve(group.edgesName()))) {
                GroupRecording recording = new GroupRecording(group, changes, GroupEdges.read(file));
                recording.hasBlocks = hasBlocks;
                recording.segments = facts.segments();
                recording.systemIdentifier = facts.systemIdentifier();
                return recording;
            }
        } catch (NoSuchFileException none) {
            return anew(group);
        }
    }

    static GroupRecording anew(Group group) {
        return new GroupRecording(group, new BlockList(), new GroupEdges());
    }

    Group group() {
        return group;
    }

    void add(int index, SegmentTrace trace) {
        if (systemIdentifier != 0 && systemIdentifier != trace.systemIdentifier()) {
            isCancelled = true;
        }
        isSaved = false;
        changes.addAll(trace.changes());
        hasBlocks = true;
        edges.tail(index, trace.tail());
        edges.head(index, trace.head());
        segments |= 1 << index;
        systemIdentifier = trace.systemIdentifier();
        magic = trace.magic();
    }

    void previousHead(byte[] bytes) {
        isSaved = false;
        edges.previousHead(bytes);
    }

    /** Nothing will come of it. */
    void cancel() {
        isCancelled = true;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    boolean isWhole() {
        return edges.areAllThere();
    }

    /** Adds what the records across segments change. Only then the map is one. */
    void finish() throws SegmentTrace.Untraceable {
        RecordTrace trace = new RecordTrace(WalPageHeader.majorVersion(magic).orElse(0), changes);
        for (int i = 0; i < GroupMap.SEGMENTS; i++) {
            byte[] bytes = edges.across(i);
            if (bytes.length > 0) {
                WalRecord record = LooseRecord.read(bytes, magic, RecordTrace.WANTED)
                        .orElseThrow(
                                () -> new SegmentTrace.Untraceable("the two pieces of a record do not fit together"));
                if (trace.trace(record) != RecordTrace.Outcome.TRACED) {
                    throw new SegmentTrace.Untraceable("a record does not tell all that it changes");
                }
            }
        }
    }

    void writeMap(OutputStream out) throws IOException {
        GroupMap.write(changes, isWhole() ? edges.carried() : new byte[0], systemIdentifier, mapSegments(), out);
    }

    /** A map whose second half does not tell of all sixteen is WAL-G's, and no more. */
    private int mapSegments() {
        return isWhole() && segments != GroupMap.ALL ? 0 : segments;
    }

    void save(Path folder) throws IOException {
        if (isSaved) {
            return;
        }
        if (hasBlocks) {
            replace(folder.resolve(group.mapName()), this::writeMap);
        }
        replace(folder.resolve(group.edgesName()), edges::write);
        isSaved = true;
    }

    void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(group.mapName()));
        Files.deleteIfExists(folder.resolve(group.edgesName()));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Whole or not at all: half a map would be taken for one of fewer changes. */
    private static void replace(Path file, Writing writing) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            writing.to(out);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
