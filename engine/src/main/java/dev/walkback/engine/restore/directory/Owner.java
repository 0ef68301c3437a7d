package dev.walkback.engine.restore.directory;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import org.jspecify.annotations.Nullable;

/**
 * Whom files are given to.
 *
 * @param group null for the one that they have
 */
public record Owner(UserPrincipal user, @Nullable GroupPrincipal group) {

    /**
     * @param name {@code user} or {@code user:group}; both may be numbers
     * @throws java.nio.file.attribute.UserPrincipalNotFoundException when this machine knows no such one
     */
    public static Owner named(String name, FileSystem on) throws IOException {
        UserPrincipalLookupService known = on.getUserPrincipalLookupService();
        int colon = name.indexOf(':');
        return new Owner(
                known.lookupPrincipalByName(colon < 0 ? name : name.substring(0, colon)),
                colon < 0 ? null : known.lookupPrincipalByGroupName(name.substring(colon + 1)));
    }

    /** A link itself, and not what it leads to. */
    public void give(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().owner().equals(user)) {
            view.setOwner(user);
        }
        if (group != null && !view.readAttributes().group().equals(group)) {
            view.setGroup(group);
        }
    }
}
