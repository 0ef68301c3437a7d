package dev.walkback.shell.catalogue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands, options and their words for bash, version 3.2 and later. Files are completed where a file is asked for. */
public final class BashCompletion {

    private BashCompletion() {}

    public static String script() {
        StringBuilder commands = new StringBuilder();
        StringBuilder choices = new StringBuilder();
        for (Command command : Catalogue.all()) {
            commands.append("    '")
                    .append(command.name())
                    .append("') options=\"")
                    .append(names(command.options()))
                    .append("\" words=\"")
                    .append(arguments(command))
                    .append("\" ;;\n");
        }
        Stream.concat(GlobalOptions.all().stream(), Catalogue.all().stream().flatMap(it -> it.options().stream()))
                .filter(Option::takesValue)
                .collect(Collectors.toMap(Option::name, option -> option, (a, b) -> a))
                .values()
                .stream()
                .sorted(java.util.Comparator.comparing(Option::name))
                .forEach(option -> choices.append("    ")
                        .append(option.name())
                        .append(") ")
                        .append(value(option))
                        .append(" return ;;\n"));
        return TEMPLATE.replace("@GLOBAL@", names(GlobalOptions.all()))
                .replace("@VALUES@", choices)
                .replace("@FIRST@", String.join(" ", CompletionWords.first()))
                .replace("@SECOND@", second())
                .replace("@COMMANDS@", commands);
    }

    private static String second() {
        return CompletionWords.groups().stream()
                .map(group ->
                        "    " + group + ") words=\"" + String.join(" ", CompletionWords.second(group)) + "\" ;;\n")
                .collect(Collectors.joining());
    }

    private static String value(Option option) {
        return switch (option.type()) {
            case CHOICE -> "COMPREPLY=($(compgen -W \"" + String.join(" ", option.choices()) + "\" -- \"$current\"));";
            case FILE -> "COMPREPLY=($(compgen -f -- \"$current\"));";
            default -> "";
        };
    }

    private static String names(List<Option> options) {
        return options.stream().map(Option::name).collect(Collectors.joining(" "));
    }

    private static String arguments(Command command) {
        return CompletionWords.arguments(command).stream().collect(Collectors.joining(" "));
    }

    private static final String TEMPLATE = """
            # bash completion for walkback; load with: source <(walkback completion bash)
            _walkback() {
              local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
              local name="" first="" word options="" words="" skip="" i
              COMPREPLY=()
              # --option=value is three words to bash
              if [ "$current" = "=" ]; then current=""; fi
              if [ "$previous" = "=" ] && [ "$COMP_CWORD" -ge 2 ]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi
              case "$previous" in
            @VALUES@  esac
              for ((i = 1; i < COMP_CWORD; i++)); do
                word="${COMP_WORDS[i]}"
                if [ -n "$skip" ]; then skip=""; continue; fi
                case "$word" in
                  --storage|--config|--timeout|--progress) skip=yes ;;
                  -*|=) ;;
                  *) if [ -z "$name" ]; then name="$word"; first="$word"; elif [ "$name" = "$first" ]; then name="$name $word"; fi ;;
                esac
              done
              case "$name" in
            @SECOND@@COMMANDS@    '') words="@FIRST@" ;;
                explain\\ *|help\\ *|completion\\ *) ;;
              esac
              case "$current" in
                -*) COMPREPLY=($(compgen -W "$options @GLOBAL@" -- "$current")) ;;
                *)
                  if [ "$words" = "FILE" ]; then
                    COMPREPLY=($(compgen -f -- "$current"))
                  else
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                  fi ;;
              esac
            }
            complete -F _walkback walkback
            """;
}
