package dev.walkback.engine.restore.fetch;

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

/** Whom everything belongs to afterwards: whoever runs this, unless somebody else is named, which only root can do. */
public record Ownership(
        String words,
        @Nullable UserPrincipal user,
        @Nullable GroupPrincipal group) {

    /** @param words {@code user} or {@code user:group}; null for whoever runs this */
    public static Ownership of(@Nullable String words, FileSystem system) {
        if (words == null) {
            return new Ownership("", null, null);
        }
        int colon = words.indexOf(':');
        String user = colon < 0 ? words : words.substring(0, colon);
        UserPrincipalLookupService known = system.getUserPrincipalLookupService();
        try {
            return new Ownership(
                    words,
                    known.lookupPrincipalByName(user),
                    colon < 0 ? null : known.lookupPrincipalByGroupName(words.substring(colon + 1)));
        } catch (IOException unknown) {
            throw new FetchException.Owner(words, "no such user or group on this machine", unknown);
        }
    }

    /** Gives it away. Never what a link leads to. */
    public void take(Path path) throws IOException {
        if (user == null) {
            return;
        }
        PosixFileAttributeView attributes =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            attributes.setOwner(user);
            if (group != null) {
                attributes.setGroup(group);
            }
        } catch (IOException refused) {
            throw new FetchException.Owner(words, "may not be given " + path + ": " + refused.getMessage(), refused);
        }
    }
}
