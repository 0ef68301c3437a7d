package dev.walkback.shell.catalogue;

import java.util.List;

/** Options that mean the same with every command and may stand before or after it. */
public final class GlobalOptions {

    private GlobalOptions() {}

    public static List<Option> all() {
        return List.of(
                Option.value("--storage", ValueType.STORAGE, "NAME|URL", "The storage to use, by name or URL.")
                        .otherwise("what the settings say"),
                Option.value(
                                "--cluster",
                                ValueType.CLUSTER,
                                "ID",
                                "Which cluster of the storage: its system identifier, or the last digits of it.")
                        .otherwise("the only one there is"),
                Option.value("--config", ValueType.FILE, "FILE", "Read settings from this file and from no other.")
                        .otherwise("walkback.yaml, else WAL-G's files"),
                Option.flag("--json", "Print the result, and any error, as one JSON document."),
                Option.flag("--plain", "Print one record per line, tab-separated, nothing shortened."),
                Option.flag("--words", "Say the result in sentences: no tables, no drawings."),
                Option.flag("--quiet", "Print nothing but the result and errors."),
                Option.flag("--verbose", "Say what is being done, and which settings and keys are used."),
                Option.choice(
                        "--progress",
                        "HOW",
                        List.of("auto", "json", "none"),
                        "Progress on standard error: a line on a terminal (auto), JSON lines, or none."),
                Option.flag("--color", "Use colours even when the output is not a terminal."),
                Option.flag("--no-color", "Use no colours; NO_COLOR=1 and TERM=dumb do the same."),
                Option.flag("--ascii", "Print nothing but ASCII; a locale that is not UTF-8 does the same."),
                Option.flag("--no-input", "Never ask; fail where an answer would be needed."),
                Option.value(
                                "--timeout",
                                ValueType.DURATION,
                                "DURATION",
                                "How long to wait for a storage that does not answer, such as 30s or 2m.")
                        .otherwise("the settings', else 10s to connect and 60s to answer"),
                Option.flag("--help", "-h", "Show help for the command."));
    }
}
