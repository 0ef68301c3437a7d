package dev.walkback.engine.push.page;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.WalkedFile;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files consist of pages. It is told from names within the backup alone: WAL-G goes by the absolute path, so with it a data
 * directory below {@code /var/lib/database} has other paged files than one below {@code /srv/pg}.
 */
public final class PagedFiles {

    /** As WAL-G has it: main forks only, so that no other file of ours is an increment for it. */
    private static final Pattern NUMBERED = Pattern.compile("\\d+(\\.\\d+)?");

    private PagedFiles() {}

    /** Whether a delta may hold pages of it alone. */
    public static boolean canBeIncremented(WalkedFile file, int pageBytes) {
        return file.kind() == WalkedFile.Kind.FILE
                && file.size() > 0
                && file.size() % pageBytes == 0
                && (file.name().startsWith("/base/") || file.name().startsWith("/pg_tblspc/"))
                && NUMBERED.matcher(baseName(file.name())).matches();
    }

    /** The relation's file that it is, where the server would check the sums of its pages; of all forks. */
    public static Optional<RelationFile> withChecksums(WalkedFile file) {
        boolean isRelations = file.name().startsWith("/base/")
                || file.name().startsWith("/global/")
                || file.name().startsWith("/pg_tblspc/");
        return file.kind() == WalkedFile.Kind.FILE && isRelations
                ? RelationFile.named(baseName(file.name()))
                : Optional.empty();
    }

    public static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
