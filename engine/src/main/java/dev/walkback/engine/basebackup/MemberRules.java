package dev.walkback.engine.basebackup;

import dev.walkback.engine.basebackup.BaseBackup.Part;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.wal.WalFile;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which members a part may have. Everything that PostgreSQL itself puts into a backup fits; whatever else there is was put there
 * by somebody, and is not followed.
 *
 * @param tablespaces that have parts of their own: in the data directory there are links to them, and nothing goes through those
 */
record MemberRules(Set<String> tablespaces) {

    private static final Pattern TABLESPACE_FOLDER = Pattern.compile("PG_[0-9.]{1,4}_[0-9]{9}");
    private static final String LINKS = "pg_tblspc/";

    MemberRules {
        tablespaces = Set.copyOf(tablespaces);
    }

    /** Why it must not be unpacked; null where it may. */
    @Nullable
    String objection(Part part, TarEntry entry) {
        if (entry.name().startsWith("/")) {
            return "its name begins at the root";
        }
        String name = MemberNames.plain(entry.name());
        if (!MemberNames.isSafe(name)) {
            return "its name leads out of the folder";
        }
        return switch (entry.kind()) {
            case HARD_LINK -> "it is a hard link to " + entry.linkTarget();
            case DEVICE -> "it is a device or a pipe";
            case OTHER -> "it is neither a file nor a folder";
            case SYMBOLIC_LINK -> isTablespaceLink(part, name) ? null : "it is a link to " + entry.linkTarget();
            case FILE, FOLDER -> ofRole(part, name);
        };
    }

    private static boolean isTablespaceLink(Part part, String name) {
        return part.role() == BaseBackup.Role.DATA
                && name.startsWith(LINKS)
                && MemberNames.isOid(name.substring(LINKS.length()));
    }

    private @Nullable String ofRole(Part part, String name) {
        return switch (part.role()) {
            case DATA -> throughLink(name) ? "its name leads through the link to a tablespace" : null;
            case TABLESPACE ->
                TABLESPACE_FOLDER.matcher(first(name)).matches() ? null : "no server puts that into a tablespace";
            case WAL -> isWal(name) ? null : "it is no WAL";
        };
    }

    private boolean throughLink(String name) {
        return name.startsWith(LINKS) && tablespaces.contains(first(name.substring(LINKS.length())));
    }

    private static boolean isWal(String name) {
        return name.equals("archive_status")
                || name.startsWith("archive_status/")
                || name.equals("summaries")
                || name.startsWith("summaries/")
                || !(WalFile.named(name) instanceof WalFile.Unknown);
    }

    private static String first(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }
}
