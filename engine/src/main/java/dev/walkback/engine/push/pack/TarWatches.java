package dev.walkback.engine.push.pack;

import dev.walkback.storage.ObjectInfo;
import java.util.List;

/** Several that are told of one tar. */
record TarWatches(List<PackingWatch.TarWatch> all) implements PackingWatch.TarWatch {

    @Override
    public void bytes(byte[] bytes, int from, int length) {
        for (PackingWatch.TarWatch each : all) {
            each.bytes(bytes, from, length);
        }
    }

    @Override
    public void packed(PackedFile file) {
        for (PackingWatch.TarWatch each : all) {
            each.packed(file);
        }
    }

    @Override
    public void copied(String from) {
        for (PackingWatch.TarWatch each : all) {
            each.copied(from);
        }
    }

    @Override
    public void stored(ObjectInfo object) {
        for (PackingWatch.TarWatch each : all) {
            each.stored(object);
        }
    }
}
