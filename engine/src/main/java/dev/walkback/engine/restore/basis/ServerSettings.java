package dev.walkback.engine.restore.basis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a server's settings file sets, the last line of a name counting. Files that it includes are not known here. */
final class ServerSettings {

    /** A file of settings is smaller; what is much larger is not one. */
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern LINE =
            Pattern.compile("\\s*(?<name>[A-Za-z_][A-Za-z0-9_.]*)\\s*=?\\s*(?:(?<quote>')|(?<bare>[^\\s#']+))?.*");

    private static final List<String> PRELOADING =
            List.of("shared_preload_libraries", "session_preload_libraries", "local_preload_libraries");

    private final Map<String, String> values = new LinkedHashMap<>();

    void take(byte[] file) {
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher setting = LINE.matcher(line);
            if (!line.stripLeading().startsWith("#") && setting.matches()) {
                String bare = setting.group("bare");
                String value = setting.group("quote") != null
                        ? quoted(line.substring(setting.end("quote")))
                        : bare == null ? "" : bare;
                values.put(setting.group("name").toLowerCase(Locale.ROOT), value);
            }
        }
    }

    /** Up to the quote that ends it; one that never ends is no value. */
    private static String quoted(String rest) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < rest.length(); i++) {
            char next = rest.charAt(i);
            boolean escapes = next == '\\' || (next == '\'' && rest.startsWith("''", i));
            if (next == '\'' && !escapes) {
                return value.toString();
            }
            if (escapes && i + 1 < rest.length()) {
                i++;
            }
            value.append(rest.charAt(i));
        }
        return "";
    }

    /** Names of libraries, without the folder that PostgreSQL looks in anyway. */
    List<String> preloaded() {
        List<String> libraries = new ArrayList<>();
        for (String setting : PRELOADING) {
            Arrays.stream(values.getOrDefault(setting, "").split(",", -1))
                    .map(name -> name.strip().replace("\"", ""))
                    .map(name -> name.startsWith("$libdir/") ? name.substring("$libdir/".length()) : name)
                    .filter(name -> !name.isEmpty() && !libraries.contains(name))
                    .forEach(libraries::add);
        }
        return libraries;
    }
}
