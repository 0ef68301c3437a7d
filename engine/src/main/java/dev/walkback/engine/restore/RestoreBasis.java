package dev.walkback.engine.restore;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a chain say, as far as a plan needs it: read before anything is decided about the directory. All of it is
 * of the backup that is restored, but for the findings, which are of the whole chain.
 *
 * @param files absent where it has none
 * @param control absent where it lies within a part
 * @param label the same
 * @param map absent where there are no tablespaces, or within a part
 * @param refusals what keeps the chain from being restored, as {@link dev.walkback.engine.restore.gate.Gate} has it
 * @param warnings what else it found
 */
public record RestoreBasis(
        Document<FilesMetadata> files,
        Document<PgControl> control,
        Document<BackupLabel> label,
        Document<TablespaceMap> map,
        Configuration configuration,
        List<Finding> refusals,
        List<Finding> warnings) {

    /** Of a chain of which nothing was read. */
    public static final RestoreBasis UNREAD = new RestoreBasis(
            new Document.Absent<>(),
            new Document.Absent<>(),
            new Document.Absent<>(),
            new Document.Absent<>(),
            Configuration.UNKNOWN,
            List.of(),
            List.of());

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
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }
}
