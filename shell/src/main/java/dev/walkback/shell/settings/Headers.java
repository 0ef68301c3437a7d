package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Further headers of requests: YAML, a map or a list of maps. Their values may be tokens and are never quoted. */
final class Headers {

    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private Headers() {}

    static Map<String, String> parsed(Value setting) {
        Node.Table table;
        try {
            table = YamlFormat.readMaps(setting.content().reveal());
        } catch (UnreadableFileException malformed) {
            throw refused(setting, malformed.why());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Node.Entry entry : table.entries()) {
            if (!entry.key().matches(NAME)) {
                throw refused(setting, "a name holds characters that no header's name may have");
            }
            if (!(entry.node() instanceof Node.Text text)
                    || text.text().reveal().chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw refused(setting, "the value of " + entry.key() + " is not a line of text");
            }
            headers.put(entry.key(), text.text().reveal());
        }
        return headers;
    }

    private static UsageError refused(Value setting, String why) {
        return new UsageError(
                ErrorCode.BAD_SETTING,
                setting.setting().name() + " is not a map of headers in YAML",
                setting.origin() + ": " + why,
                List.of());
    }
}
