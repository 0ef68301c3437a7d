package dev.walkback.shell.catalogue;

/** For fish: one line a word and option. */
public final class FishCompletion {

    private FishCompletion() {}

    public static String script() {
        StringBuilder script = new StringBuilder("""
                # fish completion for walkback; load with: walkback completion fish | source
                complete -c walkback -f
                """);
        for (Option option : GlobalOptions.all()) {
            script.append("complete -c walkback").append(option(option)).append('\n');
        }
        for (String word : CompletionWords.first()) {
            String summary = Catalogue.has(word) ? Catalogue.command(word).summary() : "";
            script.append("complete -c walkback -n __fish_use_subcommand -a ").append(word);
            script.append(quotedDescription(summary)).append('\n');
        }
        for (String group : CompletionWords.groups()) {
            String verbs = String.join(" ", CompletionWords.second(group));
            for (String verb : CompletionWords.second(group)) {
                script.append("complete -c walkback -n '__fish_seen_subcommand_from ")
                        .append(group)
                        .append("; and not __fish_seen_subcommand_from ")
                        .append(verbs)
                        .append("' -a ")
                        .append(verb)
                        .append(quotedDescription(
                                Catalogue.command(group + " " + verb).summary()))
                        .append('\n');
            }
        }
        Catalogue.all().forEach(command -> ofCommand(script, command));
        return script.toString();
    }

    private static void ofCommand(StringBuilder script, Command command) {
        int blank = command.name().indexOf(' ');
        String condition = blank < 0
                ? "__fish_seen_subcommand_from " + command.name()
                : "__fish_seen_subcommand_from " + command.name().substring(0, blank)
                        + "; and __fish_seen_subcommand_from " + command.name().substring(blank + 1);
        for (Option option : command.options()) {
            script.append("complete -c walkback -n '")
                    .append(condition)
                    .append('\'')
                    .append(option(option))
                    .append('\n');
        }
        for (String word : CompletionWords.arguments(command)) {
            script.append("complete -c walkback -n '").append(condition).append('\'');
            script.append(word.equals(CompletionWords.FILE) ? " -F" : " -a " + word)
                    .append('\n');
        }
    }

    private static String option(Option option) {
        StringBuilder words = new StringBuilder(" -l ").append(option.name().substring(2));
        if (!option.letter().isEmpty()) {
            words.append(" -s ").append(option.letter().substring(1));
        }
        if (option.takesValue()) {
            words.append(" -r");
        }
        if (option.type() == ValueType.FILE) {
            words.append(" -F");
        }
        if (!option.choices().isEmpty()) {
            words.append(" -a '").append(String.join(" ", option.choices())).append('\'');
        }
        return words.append(quotedDescription(option.description())).toString();
    }

    private static String quotedDescription(String text) {
        return text.isEmpty() ? "" : " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
