package dev.walkback.engine.push.document;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores the documents of a backup in the order in which it comes to be. */
public final class BackupDocuments {

    private final ContentSink sink;
    private final BackupObjectNames names;
    private final Consumer<? super PushEvent> events;

    /** @param events told of each that is stored */
    public BackupDocuments(ContentSink sink, BackupObjectNames names, Consumer<? super PushEvent> events) {
        this.sink = sink;
        this.names = names;
        this.events = events;
    }

    /**
     * All but the sentinel.
     *
     * @param files null where no list of files is stored
     */
    public void describe(Sentinel sentinel, @Nullable Content files) {
        store(names.metadata(), Content.of(MetadataDocument.bytes(metadata(sentinel))));
        if (files != null) {
            store(names.filesMetadata(), files);
        }
    }

    /**
     * From here on there is a backup.
     *
     * @param catchUp what a copy has that this brings forward; null for a backup
     */
    public void seal(Sentinel sentinel, @Nullable Lsn catchUp) {
        store(names.sentinel(), Content.of(SentinelDocument.bytes(sentinel, catchUp)));
    }

    private void store(String key, Content document) {
        ObjectInfo object = sink.writeAsIs(key, document, Overwrite.REFUSED);
        events.accept(new PushEvent.Stored(key, object.size()));
    }

    private static BackupMetadata metadata(Sentinel sentinel) {
        return new BackupMetadata(
                sentinel.startTime(),
                sentinel.finishTime(),
                sentinel.hostname(),
                sentinel.dataDirectory(),
                sentinel.pgVersion(),
                sentinel.start(),
                sentinel.finish(),
                sentinel.permanentWhenPushed(),
                sentinel.systemIdentifier(),
                sentinel.uncompressedBytes(),
                sentinel.compressedBytes(),
                sentinel.userData());
    }
}
