package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;

/** Fetches a backup's files metadata. */
public final class FilesMetadataDocument {

    private FilesMetadataDocument() {}

    /** Absent where the backup has none. */
    public static Document<FilesMetadata> read(ContentSource source, Backup backup) {
        ObjectInfo object = backup.objects().filesMetadata();
        if (object == null) {
            return new Document.Absent<>();
        }
        try (InputStream json = source.open(object)) {
            return FilesMetadata.read(json);
        } catch (StorageException failure) {
            return new Document.Unreadable<>(ContentSource.whyNot(failure));
        } catch (IOException failure) {
            return new Document.Unreadable<>(String.valueOf(failure.getMessage()));
        } finally {
            source.events().accept(new ReadEvent.Done(object.key()));
        }
    }
}
