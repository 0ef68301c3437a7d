package dev.walkback.engine.restore.gate;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of a member as a place below the data directory: without a slash in front, {@code ""} for the directory itself. What
 * cannot be such a place has no safe name.
 *
 * <p>The names of tars begin with a slash, which means the data directory and not this machine's root. Slashes too many and
 * {@code .} fall away, so one place has one name.
 */
public record SafeName(String text) {

    /** No file system here takes a longer one. */
    static final int MOST_NAME_BYTES = 255;

    /** Linux takes 4096 with what stands before it. */
    static final int MOST_PATH_BYTES = 3072;

    /** Of the data directory itself. */
    public static final SafeName ROOT = new SafeName("");

    /** Why a name is none, in a few words that go on after its subject. */
    public static final class UnsafeException extends Exception {

        private static final long serialVersionUID = 1;

        UnsafeException(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws UnsafeException when there is no place below the data directory that it could mean */
    public static SafeName of(String member) throws UnsafeException {
        List<String> parts = new ArrayList<>();
        for (String part : member.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            check(part);
            parts.add(part);
        }
        String text = String.join("/", parts);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_PATH_BYTES) {
            throw new UnsafeException("its name is longer than any file system takes");
        }
        return new SafeName(text);
    }

    /** Where it lies below this directory; never outside of it, as long as no link is followed. */
    public Path in(Path root) throws UnsafeException {
        try {
            return text.isEmpty() ? root : root.resolve(text);
        } catch (InvalidPathException unwritable) {
            throw new UnsafeException("this machine's locale cannot write its name");
        }
    }

    /** The last part. */
    public String base() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The number of the tablespace that it lies in; empty for what does not. */
    public Optional<String> tablespace() {
        String[] parts = text.split("/", 3);
        return parts.length > 1 && parts[0].equals("pg_tblspc") ? Optional.of(parts[1]) : Optional.empty();
    }

    public boolean isBelow(String folder) {
        return text.equals(folder) || text.startsWith(folder + "/");
    }

    private static void check(String part) throws UnsafeException {
        if (part.equals("..")) {
            throw new UnsafeException("its name leads out of the data directory");
        }
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw new UnsafeException("its name holds control characters");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
            throw new UnsafeException("its name is longer than any file system takes");
        }
    }
}
