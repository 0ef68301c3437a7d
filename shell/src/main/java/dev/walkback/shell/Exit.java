package dev.walkback.shell;

/** The numbers a process of walkback can end with, and what each says to a script. */
public enum Exit {
    DONE(0, "done, or nothing to do"),
    FAILED(1, "failed, none of the below"),
    USAGE(2, "usage: not understood, nothing was tried"),
    FINDINGS(3, "looked, and found problems; or only part of a plan could be done"),
    REFUSED(4, "refused: not confirmed, exists already, read-only, unsafe"),
    NO_STORAGE(10, "no storage there, or not an archive"),
    CHANGED(11, "locked, or changed since the plan"),
    KEY(12, "wrong or missing encryption key"),
    NOT_FOUND(13, "not found: object, backup, timeline, moment"),
    UNREACHABLE_MOMENT(14, "cannot be reached: gap or broken chain"),
    DAMAGED(15, "damaged object"),
    NO_ACCESS(16, "storage unreachable or access denied"),
    BUG(70, "a bug in walkback; a report file was written"),
    ABSENT(74, "wal fetch only: the archive is known not to have it"),
    INTERRUPTED(130, "interrupted (SIGINT)"),
    READER_LEFT(141, "the reader of the output left before its end, as any program that meets a closed pipe"),
    TERMINATED(143, "terminated (SIGTERM)");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
