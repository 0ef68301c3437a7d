package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a config file's entries: which are settings, which are storages, and which are nothing we know. */
final class FileCheck {

    private static final String STORAGES = "STORAGES";
    private static final String DEFAULT = "DEFAULT";
    private static final String FAILOVER = "WALG_FAILOVER_STORAGES";

    private final Manner manner;
    private final Path file;
    private final List<Warning> warnings;
    private final Map<String, Layer> storages = new LinkedHashMap<>();
    private @Nullable String byDefault;
    private boolean secrets;
    private boolean unknown;
    private boolean sets;

    FileCheck(Manner manner, Path file, List<Warning> warnings) {
        this.manner = manner;
        this.file = file;
        this.warnings = warnings;
    }

    FileContent checked(Node.Table table) {
        check(table, "");
        if (unknown && manner == Manner.WALG) {
            warnings.add(new Warning(
                    "Some settings in " + file + " are unknown and have no effect; check how they are spelt"));
        }
        if (byDefault != null && !storages.containsKey(byDefault)) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING,
                    "the default storage " + byDefault + " is not described",
                    file + " names " + (storages.isEmpty() ? "no storages" : String.join(", ", storages.keySet())),
                    List.of());
        }
        return new FileContent(layer(table, ""), new NamedStorages(storages, byDefault), secrets, sets);
    }

    /** @param under the keys that the table stands under, each with a dot after it */
    private void check(Node.Table table, String under) {
        for (Node.Entry entry : table.entries()) {
            String name = name(entry.key());
            boolean top = under.isEmpty();
            if (top && name.equals(FAILOVER)) {
                storages(entry, entry.key());
            } else if (top && manner == Manner.NATIVE && name.equals(STORAGES)) {
                storages(entry, entry.key());
            } else if (top && manner == Manner.NATIVE && name.equals(DEFAULT)) {
                byDefault = word(entry);
            } else {
                sets |= top;
                setting(entry, name, under);
            }
        }
    }

    private void setting(Node.Entry entry, String name, String under) {
        Optional<Setting> setting = Catalogue.all().find(name);
        boolean known = manner == Manner.NATIVE
                ? setting.isPresent()
                : setting.filter(
                                one -> one.own() || (one.listed() && one.names().contains(name)))
                        .isPresent();
        if (!known) {
            unknown(entry, under);
        }
        setting.ifPresent(one -> value(one, entry, under));
    }

    private void value(Setting setting, Node.Entry entry, String under) {
        secrets |= setting.secret();
        if (entry.node() instanceof Node.Text text) {
            if (manner == Manner.NATIVE && text.rewritten() && (setting.secret() || setting.kind() == Kind.TEXT)) {
                warnings.add(new Warning(origin(entry, under) + " is not in quotes and is read as a number, as WAL-G"
                        + " reads it; quotes keep it as it is written"));
            }
        } else if (setting.kind() != Kind.MAP) {
            wrong(setting, entry, under);
        }
    }

    private void wrong(Setting setting, Node.Entry entry, String under) {
        String what = WrongType.what(setting);
        String why = origin(entry, under) + " is a " + (entry.node() instanceof Node.Items ? "list" : "map");
        if (manner == Manner.NATIVE) {
            throw new UsageError(ErrorCode.BAD_SETTING, what, why, List.of());
        }
        warnings.add(new Warning(what + " (" + why + ")"));
    }

    private void unknown(Node.Entry entry, String under) {
        if (manner == Manner.WALG) {
            unknown = true;
            warnings.add(new Warning(entry.key().toUpperCase(Locale.ROOT) + " is unknown"));
            return;
        }
        throw new UsageError(
                ErrorCode.UNKNOWN_SETTING,
                "unknown setting " + under + entry.key(),
                origin(entry, under)
                        + Catalogue.all()
                                .nearest(entry.key())
                                .map(near -> "; the nearest is " + near)
                                .orElse(""),
                List.of());
    }

    private void storages(Node.Entry entry, String key) {
        if (!(entry.node() instanceof Node.Table table)) {
            notAMap(key, entry, "");
            return;
        }
        for (Node.Entry storage : table.entries()) {
            if (storage.node() instanceof Node.Table settings) {
                String under = key + "." + storage.key() + ".";
                check(settings, under);
                storages.put(storage.key(), layer(settings, under));
            } else {
                notAMap(key + "." + storage.key(), storage, key + ".");
            }
        }
    }

    private void notAMap(String key, Node.Entry entry, String under) {
        String what = key + " is not a map of settings";
        if (manner == Manner.NATIVE) {
            throw new UsageError(
                    ErrorCode.BAD_SETTING, what, origin(entry, under).toString(), List.of());
        }
        warnings.add(new Warning(what + " (" + origin(entry, under) + ")"));
    }

    private String word(Node.Entry entry) {
        if (entry.node() instanceof Node.Text text) {
            return text.text().reveal();
        }
        throw new UsageError(
                ErrorCode.BAD_SETTING,
                entry.key() + " is not the name of a storage",
                origin(entry, "").toString(),
                List.of());
    }

    private Layer layer(Node.Table table, String under) {
        return Layer.table(table, file, under, this::name);
    }

    /** WAL-G does not mind upper and lower case; natively dashes are as good as underscores, too. */
    private String name(String key) {
        return manner == Manner.NATIVE ? Catalogue.normal(key) : key.toUpperCase(Locale.ROOT);
    }

    private Origin.File origin(Node.Entry entry, String under) {
        return new Origin.File(file, under + entry.key(), entry.line());
    }
}
