package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Manual pages in roff's man macros: one for the program, one for each group and each command. */
final class ManPages {

    private ManPages() {}

    /** By file name. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("walkback.1", program());
        for (Command command : Catalogue.all()) {
            pages.put("walkback-" + command.name().replace(' ', '-') + ".1", page(command));
        }
        CompletionWords.groups().forEach(group -> pages.put("walkback-" + group + ".1", group(group)));
        return pages;
    }

    private static String program() {
        StringBuilder page = head("walkback", "the recovery console for PostgreSQL archives");
        page.append(".SH SYNOPSIS\n.B walkback\n.I command\n[\\fIargument\\fR...] [\\fIoption\\fR...]\n");
        page.append(".SH COMMANDS\n");
        Catalogue.all().forEach(command -> entry(page, command.name(), command.summary()));
        page.append(".SH GLOBAL OPTIONS\n");
        GlobalOptions.all().forEach(option -> entry(page, option.form(), HelpPage.said(option)));
        page.append(".SH EXIT STATUS\n");
        for (Exit exit : Exit.values()) {
            entry(page, Integer.toString(exit.code()), exit.meaning());
        }
        for (Topic topic : Topic.values()) {
            if (topic != Topic.EXIT_CODES) {
                page.append(".SH ")
                        .append(escaped(topic.title().toUpperCase(java.util.Locale.ROOT)))
                        .append('\n');
                page.append(".nf\n")
                        .append(lines(topic.text().substring(topic.text().indexOf("\n\n") + 2)))
                        .append(".fi\n");
            }
        }
        return page.toString();
    }

    private static String group(String group) {
        StringBuilder page = head("walkback-" + group, "its commands");
        page.append(".SH COMMANDS\n");
        Catalogue.group(group).forEach(command -> entry(page, "walkback " + command.name(), command.summary()));
        return page.append(".SH SEE ALSO\n.BR walkback (1)\n").toString();
    }

    private static String page(Command command) {
        StringBuilder page = head("walkback-" + command.name().replace(' ', '-'), command.summary());
        page.append(".SH SYNOPSIS\n.B walkback ")
                .append(escaped(command.synopsis()))
                .append('\n');
        page.append(".SH DESCRIPTION\n");
        for (String paragraph : command.description().split("\n\n", -1)) {
            page.append(".PP\n");
            page.append(
                    paragraph.startsWith(" ") ? ".nf\n" + lines(paragraph + "\n") + ".fi\n" : lines(paragraph + "\n"));
        }
        if (!command.arguments().isEmpty() || !command.options().isEmpty()) {
            page.append(".SH OPTIONS\n");
            command.arguments().forEach(argument -> entry(page, argument.form(), argument.description()));
            command.options().forEach(option -> entry(page, option.form(), HelpPage.said(option)));
        }
        page.append(".SH EXIT STATUS\n");
        HelpPage.exitsOf(command).forEach(exit -> entry(page, Integer.toString(exit.code()), exit.meaning()));
        page.append(".SH EXAMPLES\n");
        command.examples().forEach(example -> entry(page, "walkback " + example.line(), example.purpose()));
        return page.append(".SH SEE ALSO\n.BR walkback (1)\n").toString();
    }

    private static StringBuilder head(String name, String summary) {
        return new StringBuilder(".TH ")
                .append(name.toUpperCase(java.util.Locale.ROOT))
                .append(" 1 \"\" walkback \"walkback manual\"\n.SH NAME\n")
                .append(escaped(name))
                .append(" \\- ")
                .append(escaped(summary))
                .append('\n');
    }

    private static void entry(StringBuilder page, String what, String said) {
        page.append(".TP\n.B ").append(escaped(what)).append('\n');
        page.append(said.isEmpty() ? "\\&\n" : lines(said + "\n"));
    }

    private static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().forEach(line -> lines.append(escaped(line)).append('\n'));
        return lines.toString();
    }

    /** Backslashes and dashes mean something to roff everywhere, dots and quotes at the beginning of a line. */
    private static String escaped(String line) {
        String safe = line.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
