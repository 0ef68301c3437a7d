package dev.walkback.shell.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Every setting there is, in the order of {@code catalogue.table}, which explains its columns. */
public final class Catalogue {

    private static final Catalogue ALL = parsed(table());

    private final List<Setting> settings;
    private final Map<String, Setting> byName = new HashMap<>();

    private Catalogue(List<Setting> settings) {
        this.settings = List.copyOf(settings);
        // own names before derived ones: UPLOAD_CONCURRENCY is a setting, and a short form of WALG_UPLOAD_CONCURRENCY
        settings.forEach(setting -> setting.names().forEach(name -> byName.put(name, setting)));
        settings.forEach(setting -> setting.namesNatively().forEach(name -> byName.putIfAbsent(name, setting)));
        settings.forEach(setting -> setting.bases().forEach(name -> byName.putIfAbsent(name, setting)));
    }

    public static Catalogue all() {
        return ALL;
    }

    public List<Setting> settings() {
        return settings;
    }

    /** The setting that goes by this name; upper or lower case, with dashes or underscores. */
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(byName.get(normal(name)));
    }

    /** A setting that this program knows it has. */
    Setting require(String name) {
        Setting setting = byName.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("no such setting: " + name);
        }
        return setting;
    }

    /** The names that {@code wal-g flags} lists, in order. */
    public List<String> listedNames() {
        TreeSet<String> names = new TreeSet<>();
        settings.stream().filter(Setting::listed).forEach(setting -> names.addAll(setting.names()));
        return List.copyOf(names);
    }

    /** The known name that a wrong one was probably meant to be. */
    public Optional<String> nearest(String name) {
        return Nearest.of(normal(name), byName.keySet());
    }

    static String normal(String name) {
        return name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Catalogue parsed(String table) {
        List<Setting> settings = new ArrayList<>();
        String group = "";
        for (String line : table.lines().toList()) {
            if (line.startsWith("== ")) {
                group = line.substring(3);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                settings.add(setting(group, line));
            }
        }
        return new Catalogue(settings);
    }

    private static Setting setting(String group, String line) {
        String[] cells = Arrays.stream(line.split("\\|", 5)).map(String::strip).toArray(String[]::new);
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

    private static List<String> words(String commaSeparated) {
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
