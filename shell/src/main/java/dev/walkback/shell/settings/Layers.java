package dev.walkback.shell.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sources of a run, and which of them wins.
 *
 * <p>Under the name wal-g a stronger <em>name</em> wins, wherever it is set: {@code WALG_S3_PREFIX} of the file over
 * {@code WALE_S3_PREFIX} of the environment. Natively a stronger <em>source</em> wins; only names of WAL-E yield to all others,
 * as they do there, so that both programs look at the same archive when a forgotten one is left over.
 *
 * @param storage the settings of one storage that a config file names, above the environment: who writes them there means
 *     that storage, whatever the environment says of another one
 */
record Layers(Layer flags, Layer storage, Layer environment, Layer file) {

    private static final Set<String> PLACES = Set.of(
            "WALG_OSS_PREFIX",
            "WALG_S3_PREFIX",
            "WALG_FILE_PREFIX",
            "WALG_GS_PREFIX",
            "WALG_AZ_PREFIX",
            "WALG_SWIFT_PREFIX",
            "WALG_SSH_PREFIX");

    /** What counts, and then what was set besides in vain. */
    List<Value> all(Setting setting, Manner manner, boolean named) {
        List<Value> values = new ArrayList<>();
        if (manner == Manner.WALG) {
            for (String name : setting.namesUnderWalg()) {
                add(values, setting, storage, name);
            }
            for (String name : setting.namesUnderWalg()) {
                // beside a named storage, WAL-G reads only the bare names of storage settings
                if (!named || inherited(setting, name)) {
                    List.of(flags, environment, file).forEach(layer -> add(values, setting, layer, name));
                }
            }
            return values;
        }
        Set<String> names = setting.namesNatively();
        Set<String> inFiles = new LinkedHashSet<>(names);
        inFiles.addAll(setting.bases());
        boolean place = isPlace(setting);
        if (!named || !place) {
            inFiles.forEach(name -> add(values, setting, flags, name));
        }
        inFiles.forEach(name -> add(values, setting, storage, name));
        if (!named || !place) {
            for (boolean wale : new boolean[] {false, true}) {
                names.stream()
                        .filter(name -> name.startsWith("WALE_") == wale)
                        .forEach(name -> add(values, setting, environment, name));
                inFiles.stream()
                        .filter(name -> name.startsWith("WALE_") == wale)
                        .forEach(name -> add(values, setting, file, name));
            }
        }
        return values;
    }

    /** All names that any of them may have a value for. */
    Set<String> names() {
        Set<String> names = new HashSet<>(flags.names());
        names.addAll(storage.names());
        names.addAll(environment.names());
        names.addAll(file.names());
        return names;
    }

    Optional<Value> first(Setting setting, Manner manner, boolean named) {
        return all(setting, manner, named).stream().findFirst();
    }

    /** Whether it says where a storage is: of a named one only its own table does. */
    static boolean isPlace(Setting setting) {
        return PLACES.contains(setting.name());
    }

    private static boolean inherited(Setting setting, String name) {
        return !isPlace(setting) && (setting.also() != Setting.Also.ANY || !name.startsWith("WAL"));
    }

    private static void add(List<Value> values, Setting setting, Layer layer, String name) {
        Layer.Found found = layer.find(name);
        if (found != null) {
            values.add(new Value(setting, found.content(), found.origin()));
        }
    }
}
