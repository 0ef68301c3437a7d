package dev.walkback.shell.walg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings that a packed archive is read with, from its {@code config.env}. */
final class ArchiveSettings {

    private ArchiveSettings() {}

    /** With all paths from the root, and in UTC, as WAL-G was asked. */
    static Map<String, String> of(Path archive) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("TZ", "UTC"));
        for (String line : Files.readAllLines(archive.resolve("config.env"))) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                String name = line.substring(0, equals);
                String value = line.substring(equals + 1).replaceAll("^'|'$", "");
                boolean path = name.endsWith("_PATH") || name.equals("WALG_FILE_PREFIX");
                settings.put(name, path ? archive.resolve(value).toString() : value);
            }
        }
        return settings;
    }
}
