package dev.walkback.shell.catalogue;

import java.util.List;

/** Commands about walkback itself. */
final class GeneralCommands {

    private GeneralCommands() {}

    static Command help() {
        return new Command(
                "help",
                "help on a command or a topic",
                "Without words: all commands and topics. With the words of a command, or a topic: its page.",
                List.of(Argument.many("TOPIC", ValueType.TEXT, "The words of a command, or a topic.")),
                List.of(),
                List.of(
                        Example.of("help", "all commands"),
                        Example.of("help storage cat", "one command"),
                        Example.of("help exit-codes", "one topic")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command explain() {
        return new Command(
                "explain",
                "what an error code means",
                "Every error ends in a code. This says what it means, what can be done, and the exit code that goes with it.",
                List.of(Argument.optional("CODE", ValueType.TEXT, "The code. Without it: all codes.")),
                List.of(),
                List.of(Example.of("explain storage-unreachable", "one code"), Example.of("explain", "all codes")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command completion() {
        return new Command(
                "completion",
                "a script that completes commands and options",
                """
                Prints a script for the named shell. Load it once, or from the shell's start-up file:

                  bash   source <(walkback completion bash)
                  zsh    source <(walkback completion zsh)
                  fish   walkback completion fish | source""",
                List.of(Argument.choice("SHELL", List.of("bash", "zsh", "fish"), "bash, zsh or fish.")),
                List.of(),
                List.of(
                        Example.of("completion bash", ""),
                        Example.of("completion zsh", ""),
                        Example.of("completion fish", "")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command version() {
        return new Command(
                "version",
                "name, version, Java",
                "One line: the program's name, its version, and the Java that runs it.",
                List.of(),
                List.of(),
                List.of(Example.of("version", ""), Example.of("version --json", "for a script")),
                List.of(),
                Effect.READS,
                false);
    }
}
