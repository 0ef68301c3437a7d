package dev.walkback.shell.catalogue;

import dev.walkback.engine.finding.FindingCode;
import dev.walkback.shell.Exit;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.archive.FindingExplanation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reference in docs/reference, as far as it can be made from the catalogue. */
final class ReferencePages {

    private static final String MADE =
            "<!-- made from the command catalogue by scripts/generate-docs; do not edit -->\n\n";

    private ReferencePages() {}

    /** By file name. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("commands.md", commands());
        pages.put("exit-codes.md", exitCodes());
        return pages;
    }

    private static String commands() {
        StringBuilder page = new StringBuilder(MADE + "# Commands\n\n| Command | Does | |\n|---|---|---|\n");
        for (Command command : Catalogue.all()) {
            page.append("| [")
                    .append(command.name())
                    .append("](#")
                    .append(command.name().replace(' ', '-'))
                    .append(") | ");
            page.append(command.summary())
                    .append(" | ")
                    .append(command.effect().words())
                    .append(" |\n");
        }
        page.append("\n## Global options\n\n| Option | |\n|---|---|\n");
        for (Option option : GlobalOptions.all()) {
            page.append("| `").append(option.form().replace("|", "\\|")).append("` | ");
            page.append(HelpPage.said(option)).append(" |\n");
        }
        for (Command command : Catalogue.all()) {
            page.append("\n## ")
                    .append(command.name())
                    .append("\n\n```\n")
                    .append(HelpPage.of(command))
                    .append("```\n");
        }
        return page.toString();
    }

    private static String exitCodes() {
        StringBuilder page = new StringBuilder(MADE + "# Exit codes\n\n| Code | Meaning |\n|---|---|\n");
        for (Exit exit : Exit.values()) {
            page.append("| ")
                    .append(exit.code())
                    .append(" | ")
                    .append(exit.meaning())
                    .append(" |\n");
        }
        page.append("\n## Error codes\n\nPrinted with each error, and stable.\n");
        for (ErrorCode code : ErrorCode.values()) {
            page.append("\n### ")
                    .append(code.text())
                    .append("\n\nExit code ")
                    .append(code.exit().code())
                    .append(".\n");
            page.append(code.explanation()).append('\n');
        }
        page.append("\n## Findings\n\nWhat looking at an archive brings to light, and stable.\n");
        for (FindingCode code : FindingCode.values()) {
            page.append("\n### ")
                    .append(code.word())
                    .append("\n\nSeverity: ")
                    .append(code.severity().word())
                    .append(".\n")
                    .append(FindingExplanation.of(code))
                    .append('\n');
        }
        return page.toString();
    }
}
