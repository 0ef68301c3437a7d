package dev.walkback.shell.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every setting there is, in the order of {@code catalogue.table}, which explains its columns. */
public final class Catalogue {

    private static final int CELLS = 5;
    private static final Catalogue ALL = parsed(table());

    private final List<Setting> settings;
    private final Map<String, Setting> byOwnName = new HashMap<>();
    private final Map<String, BitSet> byBase = new HashMap<>();

    private Catalogue(List<Setting> settings) {
        this.settings = List.copyOf(settings);
        for (int i = 0; i < settings.size(); i++) {
            for (String name : settings.get(i).names()) {
                byOwnName.put(name, settings.get(i));
                byBase.computeIfAbsent(Setting.withoutProgram(name), base -> new BitSet())
                        .set(i);
            }
        }
    }

    /** Made when it is asked for: a process that runs once a segment reads a few settings, by their own names. */
    private static final class EveryName {

        private static final Map<String, Setting> SETTINGS = new HashMap<>();

        static {
            // own names before derived ones: UPLOAD_CONCURRENCY is a setting, and a short form of
            // WALG_UPLOAD_CONCURRENCY
            SETTINGS.putAll(ALL.byOwnName);
            ALL.settings.forEach(
                    setting -> setting.namesNatively().forEach(name -> SETTINGS.putIfAbsent(name, setting)));
            ALL.settings.forEach(setting -> setting.bases().forEach(name -> SETTINGS.putIfAbsent(name, setting)));
        }
    }

    public static Catalogue all() {
        return ALL;
    }

    public List<Setting> settings() {
        return settings;
    }

    /** The setting that goes by this name; upper or lower case, with dashes or underscores. */
    public Optional<Setting> find(String name) {
        String normal = normal(name);
        Setting own = byOwnName.get(normal);
        return Optional.ofNullable(own != null ? own : EveryName.SETTINGS.get(normal));
    }

    /** Those that any of these names may be one of, in order; no other can be set by them. */
    List<Setting> under(Set<String> names) {
        BitSet found = new BitSet();
        for (String name : names) {
            BitSet here = byBase.get(Setting.withoutProgram(name));
            if (here != null) {
                found.or(here);
            }
        }
        List<Setting> under = new ArrayList<>();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            under.add(settings.get(i));
        }
        return under;
    }

    /** A setting that this program knows it has. */
    Setting require(String name) {
        Setting setting = byOwnName.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("no such setting: " + name);
        }
        return setting;
    }

    /** Whether this is one of {@link #listedNames}. */
    public boolean isListed(String name) {
        Setting setting = byOwnName.get(name);
        return setting != null && setting.listed();
    }

    /** The names that {@code wal-g flags} lists, in order. */
    public List<String> listedNames() {
        TreeSet<String> names = new TreeSet<>();
        settings.stream().filter(Setting::listed).forEach(setting -> names.addAll(setting.names()));
        return List.copyOf(names);
    }

    /** The known name that a wrong one was probably meant to be. */
    public Optional<String> nearest(String name) {
        return Nearest.of(normal(name), EveryName.SETTINGS.keySet());
    }

    static String normal(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Catalogue parsed(String table) {
        // at each start: what takes fewest steps, since nothing is compiled yet
        List<Setting> settings = new ArrayList<>();
        String group = "";
        int end;
        for (int at = 0; at < table.length(); at = end + 1) {
            end = table.indexOf('\n', at);
            end = end < 0 ? table.length() : end;
            String line = table.substring(at, end);
            if (line.startsWith("== ")) {
                group = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                settings.add(setting(group, line));
            }
        }
        return new Catalogue(settings);
    }

    private static Setting setting(String group, String line) {
        String[] cells = cells(line);
        boolean listed = !cells[0].startsWith("~");
        Setting.Also also = switch (cells[1]) {
            case "." -> Setting.Also.NONE;
            case "e" -> Setting.Also.WALE;
            case "*" -> Setting.Also.ANY;
            default -> throw new IllegalStateException(line);
        };
        int bracket = cells[2].indexOf('(');
        String kind = bracket < 0 ? cells[2] : cells[2].substring(0, bracket);
        List<String> choices = bracket < 0 ? List.of() : words(cells[2].substring(bracket + 1, cells[2].length() - 1));
        return new Setting(
                group,
                words(listed ? cells[0] : cells[0].substring(1)),
                listed,
                also,
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                choices,
                cells[3],
                cells[4]);
    }

    private static String[] cells(String line) {
        String[] cells = new String[CELLS];
        int at = 0;
        for (int i = 0; i < CELLS; i++) {
            int end = i == CELLS - 1 ? line.length() : line.indexOf('|', at);
            cells[i] = line.substring(at, end).strip();
            at = end + 1;
        }
        return cells;
    }

    private static List<String> words(String commaSeparated) {
        if (commaSeparated.indexOf(',') < 0) {
            return List.of(commaSeparated.strip());
        }
        return Arrays.stream(commaSeparated.split(",", -1)).map(String::strip).toList();
    }

    private static String table() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.table"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
