package dev.walkback.shell.walg;

import dev.walkback.shell.walg.wal.History;
import dev.walkback.shell.walg.wal.SegmentGrid;
import dev.walkback.shell.walg.wal.WalNames;
import dev.walkback.shell.walg.work.Together;
import dev.walkback.storage.Capability;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** WAL's folder in a storage: listed once, then known; histories are read when they are asked for. */
final class WalFolder {

    private static final String FOLDER = "wal_005/";

    private final Storage storage;
    private final Layers layers;
    private final WalNames names;

    private WalFolder(Storage storage, Layers layers, WalNames names) {
        this.storage = storage;
        this.layers = layers;
        this.names = names;
    }

    static WalFolder list(Storage storage, Optional<Encryption> encryption, SegmentGrid grid) throws Exception {
        WalNames names = new WalNames(grid);
        if (storage.capabilities().contains(Capability.CHEAP_PREFIX_LISTING)) {
            new WalSweep(storage, FOLDER, grid, names::add).run();
        } else {
            try (Stream<String> listed = storage.names(FOLDER)) {
                listed.forEach(names::add);
            }
        }
        Layers layers = encryption.map(Layers::encrypted).orElseGet(Layers::unencrypted);
        return new WalFolder(storage, layers, names);
    }

    WalNames names() {
        return names;
    }

    /** The histories of all timelines that have segments, by timeline; those without one are left out. */
    Map<Long, History> histories() throws Exception {
        List<Long> timelines = names.timelines().keySet().stream()
                .filter(timeline -> key(timeline).isPresent())
                .toList();
        List<History> read = Together.ask(timelines, this::history);
        Map<Long, History> histories = new HashMap<>();
        for (int i = 0; i < timelines.size(); i++) {
            histories.put(timelines.get(i), read.get(i));
        }
        return histories;
    }

    /** Of a timeline without a history file, {@link History#NONE}. */
    History history(long timeline) throws IOException {
        Optional<String> key = key(timeline);
        if (key.isEmpty()) {
            return History.NONE;
        }
        OpenObject object = storage.read(key.get());
        try (Reader text = new InputStreamReader(layers.plain(storage.location(), object), StandardCharsets.UTF_8)) {
            return History.read(text);
        }
    }

    /** Of several objects the one that WAL-G looks for first. */
    private Optional<String> key(long timeline) {
        String plain = String.format(Locale.ROOT, "%08X.history", timeline);
        List<String> stored = names.histories(plain);
        return Stream.concat(
                        Codecs.LOOK_UP_ORDER.stream()
                                .filter(extension -> !extension.isEmpty())
                                .map(extension -> plain + "." + extension),
                        Stream.of(plain))
                .filter(stored::contains)
                .findFirst()
                .map(FOLDER::concat);
    }
}
