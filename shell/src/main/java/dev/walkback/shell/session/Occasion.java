package dev.walkback.shell.session;

/** What a command is said in. */
public enum Occasion {
    /** One command, from the arguments of the process. */
    COMMAND,
    /** Commands written in advance: {@code -c}, or a command file. */
    SCRIPT,
    /** A person types, and slips. Only here nothing may be changed before {@code session arm}. */
    PROMPT
}
