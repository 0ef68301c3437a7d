package dev.walkback.engine.backup;

import java.util.Optional;

/**
 * The plain name of a file that holds part of a relation: {@code 16400}, {@code 16400_fsm}, {@code 16400.3}.
 *
 * @param filenode 32 bits without a sign
 * @param segment counted in files of a gigabyte; 0 for the first, which has no suffix
 */
public record RelationFile(long filenode, Fork fork, int segment) {

    /** What the file is to its relation. */
    public enum Fork {
        MAIN(""),
        FREE_SPACE("_fsm"),
        VISIBILITY("_vm"),
        INITIAL("_init");

        private final String suffix;

        Fork(String suffix) {
            this.suffix = suffix;
        }
    }

    static final long NONE = -1;

    private static final long MOST = 0xFFFF_FFFFL;
    private static final int MOST_SEGMENT = (1 << 22) - 1;
    private static final int SEGMENT_BITS = 22;
    private static final int FORK_SHIFT = 56;
    private static final int FORK_BITS = 3;

    /** Empty for any other name, also for one with leading zeros, which are not a relation's. */
    public static Optional<RelationFile> named(String name) {
        long packed = packed(name);
        return packed == NONE ? Optional.empty() : Optional.of(unpacked(packed));
    }

    public String name() {
        return filenode + fork.suffix + (segment == 0 ? "" : "." + segment);
    }

    /** In one number, never negative; {@link #NONE} for any other name. */
    static long packed(String name) {
        int digits = digits(name, 0);
        if (digits == 0 || digits > 10 || (name.charAt(0) == '0' && digits > 1)) {
            return NONE;
        }
        long filenode = Long.parseLong(name, 0, digits, 10);
        int dot = name.indexOf('.', digits);
        String suffix = name.substring(digits, dot < 0 ? name.length() : dot);
        int fork = forkNumber(suffix);
        long segment = dot < 0 ? 0 : segment(name, dot + 1);
        return filenode > MOST || fork < 0 || segment < 0
                ? NONE
                : (long) fork << FORK_SHIFT | filenode << SEGMENT_BITS | segment;
    }

    static RelationFile unpacked(long packed) {
        return new RelationFile(
                packed >>> SEGMENT_BITS & MOST,
                switch ((int) (packed >>> FORK_SHIFT) & FORK_BITS) {
                    case 0 -> Fork.MAIN;
                    case 1 -> Fork.FREE_SPACE;
                    case 2 -> Fork.VISIBILITY;
                    default -> Fork.INITIAL;
                },
                (int) packed & MOST_SEGMENT);
    }

    private static int forkNumber(String suffix) {
        return switch (suffix) {
            case "" -> 0;
            case "_fsm" -> 1;
            case "_vm" -> 2;
            case "_init" -> 3;
            default -> -1;
        };
    }

    private static long segment(String name, int from) {
        int digits = digits(name, from);
        if (digits == 0 || digits > 7 || from + digits != name.length() || name.charAt(from) == '0') {
            return NONE;
        }
        long segment = Long.parseLong(name, from, from + digits, 10);
        return segment > MOST_SEGMENT ? NONE : segment;
    }

    private static int digits(String name, int from) {
        int at = from;
        while (at < name.length() && name.charAt(at) >= '0' && name.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
