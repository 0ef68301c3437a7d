package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Packed;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a copy between two storages would do.
 *
 * @param plan copies what the target lacks, and replaces what it has with other content
 * @param equal how many objects the target has already, byte for byte
 * @param different keys under which the target has other content
 */
public record Copying(Plan<CopyObject> plan, int equal, List<String> different) {

    private static final int BUFFER = 1 << 16;

    public Copying {
        different = different instanceof Packed<String> ? different : List.copyOf(different);
    }

    /** Looks at both sides. Objects of one size are read on both: an etag of one service says nothing to another. */
    public static Copying plan(Storage from, Storage to, Collection<String> keys, @Nullable String prefix) {
        Packed.Builder<CopyObject> steps = new Packed.Builder<>(PackedObjects.COPIES);
        Packed.Builder<String> different = new Packed.Builder<>(PackedObjects.KEYS);
        int[] equal = {0};
        Removal.forEach(from, keys, prefix, source -> {
            Optional<ObjectInfo> there = to.stat(source.key());
            if (there.isEmpty()) {
                steps.add(new CopyObject(source, null));
            } else if (equal(from, source, to, there.get())) {
                equal[0]++;
            } else {
                different.add(source.key());
                steps.add(new CopyObject(source, there.get()));
            }
        });
        Plan<CopyObject> plan = Plan.of(purpose(from.location(), to.location()), steps.list(), List.of());
        return new Copying(plan, equal[0], different.list());
    }

    private static String purpose(Location from, Location to) {
        return "copy from " + from + " to " + to;
    }

    private static boolean equal(Storage from, ObjectInfo source, Storage to, ObjectInfo target) {
        if (source.size() != target.size()) {
            return false;
        }
        try (OpenObject one = from.read(source.key(), ByteRange.ALL.of(source.etag()));
                OpenObject other = to.read(target.key(), ByteRange.ALL.of(target.etag()))) {
            return sameBytes(one.bytes(), other.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean sameBytes(InputStream one, InputStream other) throws IOException {
        byte[] ours = new byte[BUFFER];
        byte[] theirs = new byte[BUFFER];
        while (true) {
            int read = one.readNBytes(ours, 0, BUFFER);
            if (read != other.readNBytes(theirs, 0, BUFFER) || !Arrays.equals(ours, 0, read, theirs, 0, read)) {
                return false;
            }
            if (read < BUFFER) {
                return true;
            }
        }
    }
}
