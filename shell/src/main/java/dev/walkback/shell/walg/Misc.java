package dev.walkback.shell.walg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code flags}, {@code help} and {@code completion}: what needs no storage. */
final class Misc {

    private Misc() {}

    /** Every setting as a flag, on standard error as scripts of today expect it. */
    static byte[] flags(List<String> settings) {
        List<Flag> all = new ArrayList<>(Tree.GLOBAL);
        settings.forEach(name -> all.add(Flag.text(name, "", "", "")));
        return ("Global Flags:\n" + Usage.table(all)).getBytes(StandardCharsets.UTF_8);
    }

    /** The path of the command that is asked about, as far as it is known. */
    static List<Verb> topic(List<String> words) {
        List<Verb> path = new ArrayList<>(List.of(Tree.ROOT));
        for (String word : words) {
            Optional<Verb> child = path.getLast().child(word);
            if (child.isEmpty()) {
                break;
            }
            path.add(child.get());
        }
        return path;
    }

    /** Completes commands and their flags; files elsewhere. */
    static String completion(String shell) throws WalgUsage {
        return switch (shell) {
            case "bash" -> BASH.replace("@CASES@", cases(Tree.ROOT, ""));
            case "zsh" -> "#compdef wal-g\nautoload -U bashcompinit && bashcompinit\n" + completion("bash");
            default -> throw new WalgUsage("invalid argument \"" + shell + "\" for \"wal-g completion\"");
        };
    }

    private static final String BASH = """
            # completion of wal-g for bash
            _wal_g() {
              local word path="" i
              for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                [[ $word == -* ]] || path="$path $word"
              done
              local current=${COMP_WORDS[COMP_CWORD]} words=""
              case "$path" in
            @CASES@  esac
              COMPREPLY=($(compgen -W "$words" -- "$current"))
            }
            complete -o default -F _wal_g wal-g
            """;

    private static String cases(Verb verb, String path) {
        List<String> words = new ArrayList<>();
        verb.below().forEach(each -> words.add(each.name()));
        verb.flags(List.of()).forEach(flag -> words.add("--" + flag.name()));
        words.add("--help");
        StringBuilder text = new StringBuilder("    \"" + path + "\""
                + (verb.below().isEmpty() ? "*" : "") + ") words=\"" + String.join(" ", words) + "\" ;;\n");
        verb.below().forEach(each -> text.append(cases(each, path + " " + each.name())));
        return text.toString();
    }
}
