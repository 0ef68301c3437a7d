package dev.walkback.engine.basebackup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Modes as tars have them, nine bits, and as Java does. */
final class Modes {

    private static final String LETTERS = "rwxrwxrwx";

    private Modes() {}

    static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            text.append((mode & (0400 >> i)) != 0 ? LETTERS.charAt(i) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    /** Of the thing itself, not of what it leads to. */
    static int of(Path path) throws IOException {
        String text = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        int mode = 0;
        for (int i = 0; i < LETTERS.length(); i++) {
            mode |= text.charAt(i) == '-' ? 0 : 0400 >> i;
        }
        return mode;
    }
}
