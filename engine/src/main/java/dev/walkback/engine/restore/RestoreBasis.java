package dev.walkback.engine.restore;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.TablespaceMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a chain say, as far as a plan needs it: read before anything is decided about the directory.
 *
 * @param members of the chain, oldest first
 * @param control of the backup that is restored; absent where it lies within a part
 * @param label the same
 * @param map absent where there are no tablespaces, or within a part
 */
public record RestoreBasis(
        List<Member> members,
        Document<PgControl> control,
        Document<BackupLabel> label,
        Document<TablespaceMap> map,
        Configuration configuration) {

    /** One backup of the chain, and which files it consists of. */
    public record Member(Backup backup, Document<FilesMetadata> files) {}

    /**
     * The source's settings.
     *
     * @param isInside whether postgresql.conf is in the backup; null where nothing tells
     * @param preloaded libraries that the server was told to load; null where that was not read
     */
    public record Configuration(
            @Nullable Boolean isInside, @Nullable List<String> preloaded) {

        public static final Configuration UNKNOWN = new Configuration(null, null);

        public Configuration {
            preloaded = preloaded == null ? null : List.copyOf(preloaded);
        }
    }

    public RestoreBasis {
        members = List.copyOf(members);
    }

    /** Of a chain of which nothing was read. */
    public static RestoreBasis unread(List<Backup> chain) {
        return new RestoreBasis(
                chain.stream()
                        .map(backup -> new Member(backup, new Document.Absent<>()))
                        .toList(),
                new Document.Absent<>(),
                new Document.Absent<>(),
                new Document.Absent<>(),
                Configuration.UNKNOWN);
    }
}
