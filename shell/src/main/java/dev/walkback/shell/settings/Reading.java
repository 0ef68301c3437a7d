package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at all sources: finds the file, reads it, decides what counts, and says what is wrong. Used once. */
final class Reading {

    /** Numbers that WAL-G reads in any of Go's forms, and of which it says what is wrong where they are needed. */
    private static final Set<String> JUDGED_LATER =
            Set.of("WALG_PG_WAL_SIZE", "WALG_UPLOAD_CONCURRENCY", "WALG_INTEGRITY_MAX_DELAYED_WALS");

    private final Manner manner;
    private final Surroundings around;
    private final Flags flags;
    private final List<Warning> warnings = new ArrayList<>();
    private final Set<Origin> told = new HashSet<>();

    Reading(Manner manner, Surroundings around, Flags flags) {
        this.manner = manner;
        this.around = around;
        this.flags = flags;
    }

    Settings settings() {
        ConfigSearch search = new ConfigSearch(around);
        Path file = search.find(manner, flags.config()).orElse(null);
        FileContent content = file == null ? FileContent.NONE : content(file);
        if (file != null && manner == Manner.NATIVE && flags.config() == null && !content.sets()) {
            FileContent own = content;
            content = search.beneath(file).map(this::content).map(own::over).orElse(own);
        }
        Layers layers = new Layers(
                Layer.flags(flags.settings()), Layer.NONE, Layer.environment(around.environment()), content.layer());
        Map<String, Value> values = new LinkedHashMap<>();
        for (Setting setting : Catalogue.all().under(layers.names())) {
            List<Value> all = layers.all(setting, manner, false);
            if (!all.isEmpty() && isOfItsType(all.getFirst())) {
                values.put(setting.name(), all.getFirst());
                warnOfOthers(setting, all);
            }
        }
        warnOfVariables();
        return new Settings(manner, around, layers, content.storages(), values, warnings, file);
    }

    private FileContent content(Path file) {
        try {
            Node.Table table = ConfigFile.read(file, around.environment());
            FileContent content = new FileCheck(manner, file, warnings).checked(table);
            if (manner == Manner.NATIVE) {
                Exposure.warning(file, content).ifPresent(warnings::add);
            }
            return content;
        } catch (UnreadableFileException unreadable) {
            String where = file + (unreadable.line() > 0 ? ", line " + unreadable.line() : "");
            if (manner == Manner.NATIVE) {
                throw new UsageError(ErrorCode.CONFIG_UNREADABLE, "cannot use " + where, unreadable.why(), List.of());
            }
            warnings.add(new Warning(
                    "Failed to parse config file " + where + ": " + unreadable.why() + "; going on without it"));
            return FileContent.NONE;
        }
    }

    private boolean isOfItsType(Value value) {
        if (Types.fits(value)) {
            return true;
        }
        String what = WrongType.what(value);
        if (manner == Manner.NATIVE) {
            throw new UsageError(ErrorCode.BAD_SETTING, what, WrongType.why(value), List.of());
        }
        Setting setting = value.setting();
        // which of its words is meant is for who asks to say: WAL-G fails there, and not before
        if (setting.kind() == Kind.CHOICE || JUDGED_LATER.contains(setting.name())) {
            told.add(value.origin());
            return true;
        }
        String instead =
                setting.kind() == Kind.FLAG ? "false" : setting.fallback().orElse("nothing");
        // one variable may be a name of two settings
        if (told.add(value.origin())) {
            warnings.add(new Warning(what + " (" + value.origin() + "); going on with " + instead));
        }
        return setting.kind() == Kind.FLAG;
    }

    /** Two names of one setting that say different things are an accident waiting for the day when one of them goes. */
    private void warnOfOthers(Setting setting, List<Value> all) {
        if (manner == Manner.WALG) {
            return;
        }
        Value first = all.getFirst();
        for (Value other : all) {
            if (!other.content().equals(first.content()) && Origins.sameSource(first.origin(), other.origin())) {
                warnings.add(new Warning(setting.name() + " is set twice, differently: " + first.origin() + " counts, "
                        + other.origin() + " does not"));
            }
        }
    }

    /** A mistyped variable of ours would be ignored in silence; others' variables are not ours to judge. */
    private void warnOfVariables() {
        if (manner == Manner.WALG) {
            return;
        }
        around.environment().keySet().stream()
                .filter(name -> name.startsWith("WALKBACK_"))
                .filter(name -> Catalogue.all().find(name).isEmpty())
                .sorted()
                .forEach(name -> warn(name, Catalogue.all().nearest(name).orElse(null)));
    }

    private void warn(String name, @Nullable String nearest) {
        if (nearest != null) {
            warnings.add(new Warning("environment variable " + name + " is not a setting; " + nearest + " is"));
        }
    }
}
