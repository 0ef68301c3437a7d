package dev.walkback.shell.walg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Help in the shape that WAL-G's users know: a sentence, usage, commands, flags, global flags. */
final class Usage {

    private static final Flag HELP = Flag.toggle("help", "h", "");

    private static final int WIDEST_NAME = "catchup-receive".length();

    private Usage() {}

    /** The whole page. */
    static String help(List<Verb> path, List<Flag> global) {
        return path.getLast().description() + "\n\n" + usage(path, global);
    }

    /** From {@code Usage:} on, as it follows an error. */
    static String usage(List<Verb> path, List<Flag> global) {
        Verb verb = path.getLast();
        StringBuilder text = new StringBuilder("Usage:\n");
        boolean group = !verb.below().isEmpty();
        if (group) {
            text.append(commandPath(path)).append(" [command]\n\nAvailable Commands:\n");
            int widest = verb.below().stream()
                    .mapToInt(each -> each.name().length())
                    .max()
                    .orElse(0);
            // as wide as the longest name that WAL-G has there, whether or not it is one of ours
            int column = Math.max(widest, path.size() == 1 ? WIDEST_NAME : 11);
            for (Verb each : verb.below()) {
                if (each.summary().isEmpty()) {
                    // not for people
                    continue;
                }
                text.append(each.name())
                        .repeat(' ', column - each.name().length() + 1)
                        .append(each.summary())
                        .append('\n');
            }
        } else {
            String parents = commandPath(path.subList(0, path.size() - 1));
            text.append(parents)
                    .append(' ')
                    .append(verb.synopsis())
                    // scripts that look for a command's usage find the word even where -h is the only one
                    .append(verb.name().equals("flags") ? "" : " [flags]")
                    .append('\n');
        }
        List<Flag> local = new ArrayList<>(verb.own());
        local.addAll(verb.inherited());
        local.add(Flag.toggle(HELP.name(), HELP.shorthand(), "help for " + verb.name()));
        List<Flag> above = new ArrayList<>();
        if (path.size() == 1) {
            local.addAll(global);
            local.add(Flag.toggle("version", "v", "version of this program"));
        } else {
            above.addAll(global);
            path.subList(0, path.size() - 1).forEach(each -> above.addAll(each.inherited()));
        }
        text.append("\nFlags:\n").append(table(local));
        if (!above.isEmpty()) {
            text.append("\nGlobal Flags:\n").append(table(above));
        }
        text.append("\nTo get the complete list of all global flags, run: 'wal-g flags'\n");
        if (group) {
            text.append("\nUse \"")
                    .append(commandPath(path))
                    .append(" [command] --help\" for more information about a command.\n");
        }
        return text.toString();
    }

    static String commandPath(List<Verb> path) {
        return String.join(" ", path.stream().map(Verb::name).toList());
    }

    /** Flags by name, their meanings in one column. Trailing blanks stay as scripts have seen them, but for the last line. */
    static String table(List<Flag> flags) {
        List<Flag> sorted =
                flags.stream().sorted(Comparator.comparing(Flag::name)).toList();
        int column = sorted.stream().mapToInt(flag -> left(flag).length()).max().orElse(0) + 3;
        StringBuilder text = new StringBuilder();
        for (Flag flag : sorted) {
            String left = left(flag);
            text.append(left).repeat(' ', column - left.length()).append(flag.meaning());
            if (flag.takesValue() && !flag.preset().isEmpty()) {
                text.append(" (default \"").append(flag.preset()).append("\")");
            }
            text.append('\n');
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static String left(Flag flag) {
        String shorthand = flag.shorthand().isEmpty() ? "      " : "  -" + flag.shorthand() + ", ";
        return shorthand + "--" + flag.name() + (flag.takesValue() ? " " + flag.type() : "");
    }
}
