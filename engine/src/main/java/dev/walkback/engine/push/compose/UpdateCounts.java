package dev.walkback.engine.push.compose;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.backup.RelationFile.Fork;
import dev.walkback.engine.push.BackupServer.RelationUpdates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How often each file was written to, as the server counts, and how that compares with the parent's count. */
final class UpdateCounts {

    private static final Pattern OWN = Pattern.compile("/base/(?<database>\\d+)/(?<file>[^/]+)");
    private static final Pattern ELSEWHERE =
            Pattern.compile("/pg_tblspc/(?<tablespace>\\d+)/[^/]+/(?<database>\\d+)/(?<file>[^/]+)");

    private static final int PERCENT = 100;
    private static final long DEFAULT_TABLESPACE = 1663;

    private final Map<Relation, Long> updates = new HashMap<>();
    private final @Nullable FilesMetadata parent;

    private record Relation(long tablespace, long database, long filenode) {

        Relation {
            tablespace = tablespace == DEFAULT_TABLESPACE ? 0 : tablespace;
        }
    }

    /** @param parent null for a full backup */
    UpdateCounts(List<RelationUpdates> counted, @Nullable FilesMetadata parent) {
        this.parent = parent;
        for (RelationUpdates each : counted) {
            updates.put(new Relation(each.tablespace(), each.database(), each.filenode()), each.updates());
        }
    }

    /** Of the relation that a file is of; 0 where it is none's, or another fork than that with the rows. */
    long of(String name) {
        Matcher own = OWN.matcher(name);
        if (own.matches()) {
            return of(0, own);
        }
        Matcher elsewhere = ELSEWHERE.matcher(name);
        return elsewhere.matches() ? of(number(elsewhere.group("tablespace")), elsewhere) : 0;
    }

    private long of(long tablespace, Matcher matcher) {
        return RelationFile.named(matcher.group("file"))
                .filter(file -> file.fork() == Fork.MAIN)
                .map(file -> updates.getOrDefault(
                        new Relation(tablespace, number(matcher.group("database")), file.filenode()), 0L))
                .orElse(0L);
    }

    /** What a file is sorted by: as it stands, or in hundredths of what it was at the parent's time. */
    long rating(String name, long count) {
        long before = parent == null
                ? 0
                : parent.find(name).stream().mapToLong(parent::updates).sum();
        return before == 0 ? count : count * PERCENT / before;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }
}
