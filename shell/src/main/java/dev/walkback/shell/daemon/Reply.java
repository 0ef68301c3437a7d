package dev.walkback.shell.daemon;

/** The byte that answers a message. */
enum Reply {
    DONE('O'),
    FAILED('E'),
    /** The archive is known not to have the file. */
    ABSENT('N');

    private final byte letter;

    Reply(char letter) {
        this.letter = (byte) letter;
    }

    byte letter() {
        return letter;
    }
}
