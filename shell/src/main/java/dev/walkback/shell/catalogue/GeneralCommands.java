package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
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

    static Command run() {
        return new Command(
                "run",
                "run a command file",
                """
                Runs the commands in FILE, or in standard input for -, as if each was typed. One command a line; a line that \
                ends in a backslash goes on in the next, a semicolon ends a command as a line's end does. What follows a # \
                that begins a word is a comment. Quotes work as in a shell.

                ${name} is what name=value said on the command line. It is never split: a time with a blank stays one word. \
                One that nobody gave a value for is an error.

                  # nightly.wb
                  storage check
                  storage ls ${folder} --long

                All lines are understood before the first one runs. It stops at the first command that does not end with 0 \
                and says file and line; with --keep-going the rest runs, too. It ends with a summary, and with the worst of \
                the exit codes: these are, from good to bad, 0 3 13 14 15 11 4 12 10 16 1 2 70 141 130: what was found out \
                before what was not done, and that before what could not be looked at.

                Global options hold for every command that does not say otherwise. walkback -c 'COMMAND; COMMAND' runs \
                commands from the command line in the same way.""",
                List.of(
                        Argument.required("FILE", ValueType.FILE, "A command file, or - for standard input."),
                        Argument.many("NAME=VALUE", ValueType.TEXT, "Values for ${NAME}.")),
                List.of(Option.flag("--keep-going", "Run also what follows a command that failed.")),
                List.of(
                        Example.of("run nightly.wb folder=wal_005/", "what stands in the file"),
                        Example.of(
                                "run nightly.wb folder=drill/ --keep-going --json",
                                "all of it, as documents, one after the other")),
                java.util.Arrays.stream(Exit.values())
                        .filter(exit -> exit != Exit.ABSENT)
                        .toList(),
                Effect.AS_TOLD,
                true);
    }

    static Command exit() {
        return new Command(
                "exit",
                "leave the prompt",
                "Leaves the prompt; Ctrl-D on an empty line does the same. What runs in the background is stopped.",
                List.of(),
                List.of(),
                List.of(Example.of("exit", "")),
                List.of(),
                Effect.READS,
                false);
    }

    static Command explain() {
        return new Command(
                "explain",
                "what a code means, or a line of a server's log",
                """
                Every error ends in a code, and every finding has one. This says what it means, what can be done, and the exit code or \
                the severity that goes with it.

                A line of PostgreSQL's log is explained as well, as 13 to 18 word it in English: whether it is harmless, waits for \
                something or is serious, its cause, what this archive says to it (is that segment there, where does that timeline \
                begin), and what to type. With --file or - a whole log is read, as the server writes it by itself, to csvlog or to \
                jsonlog; each kind of message is told once, the latest last.

                The archive is asked where one is at hand; if it does not answer, the rest is told all the same. Ends with 3 when a log \
                holds something serious.""",
                List.of(Argument.many(
                        "CODE|TEXT",
                        ValueType.TEXT,
                        "The code, a line of a log, or - for a log on standard input. Without it: all codes.")),
                List.of(Option.value("--file", ValueType.FILE, "LOG", "Explain what stands in this log.")),
                List.of(
                        Example.of("explain storage-unreachable", "an error"),
                        Example.of("explain parent-foreign", "a finding"),
                        Example.of("explain 'FATAL:  multiple recovery targets specified'", "a line of a log"),
                        Example.of("explain --file postgresql.log", "a log").exits(3),
                        Example.of("explain", "all codes")),
                List.of(Exit.FINDINGS, Exit.NO_STORAGE, Exit.NOT_FOUND, Exit.NO_ACCESS),
                Effect.READS,
                true);
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
