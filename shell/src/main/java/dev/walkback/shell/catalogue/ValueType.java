package dev.walkback.shell.catalogue;

/**
 * What an option's or argument's value has to be; checked while parsing. There is no type for a secret, and there will be none:
 * a command line can be read by every user of the machine.
 */
public enum ValueType {
    /** No value: the option is there or not. */
    NONE,
    TEXT,
    /** The key of an object, or a beginning of keys. */
    KEY,
    /** A configured storage's name, or a URL. */
    STORAGE,
    /** The name of a backup, or LATEST. What the archive has is completed at the prompt; so with the next four. */
    BACKUP,
    /** A timeline, by its number. */
    TIMELINE,
    /** A segment: 24 hexadecimal digits, or short as {@code 1/0/9C}. */
    SEGMENT,
    /** A position in WAL, such as {@code 0/9C4A01B8}. */
    LSN,
    /** A cluster, by its system identifier or the last digits of it. */
    CLUSTER,
    /** A path on this machine. */
    FILE,
    /** Such as {@code 90s}, {@code 2m} or {@code 1h30m}. */
    DURATION,
    /** Bytes, such as {@code 0-99}, {@code 100-} or {@code -100}. */
    RANGE,
    /** One of the words in {@link Option#choices()}. */
    CHOICE
}
