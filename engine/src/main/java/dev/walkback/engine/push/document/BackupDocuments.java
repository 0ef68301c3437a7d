package dev.walkback.engine.push.document;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.BackupObjectNames;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import org.jspecify.annotations.Nullable;

/** Stores the documents of a backup in the order in which it comes to be. */
public final class BackupDocuments {

    private final ContentSink sink;
    private final BackupObjectNames names;

    public BackupDocuments(ContentSink sink, BackupObjectNames names) {
        this.sink = sink;
        this.names = names;
    }

    /**
     * All but the sentinel.
     *
     * @param files null where no list of files is stored
     */
    public void describe(Sentinel sentinel, @Nullable Content files) {
        store(names.metadata(), MetadataDocument.bytes(metadata(sentinel)));
        if (files != null) {
            sink.writeAsIs(names.filesMetadata(), files, Overwrite.REFUSED);
        }
    }

    /** From here on there is a backup. */
    public void seal(Sentinel sentinel) {
        store(names.sentinel(), SentinelDocument.bytes(sentinel));
    }

    private void store(String key, byte[] document) {
        sink.writeAsIs(key, Content.of(document), Overwrite.REFUSED);
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
