package dev.walkback.engine.restore.stage;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Brings timeline histories into a stage, as they are stored: a server copies them into its own. */
final class HistoryFiles {

    private static final int LARGEST = 1 << 20;

    private final ContentSource source;
    private final StageFolder folder;

    HistoryFiles(ContentSource source, StageFolder folder) {
        this.source = source;
        this.folder = folder;
    }

    /** Few, and small: they are fetched each time. */
    List<StageManifest.Entry> hold(StageContents contents) throws IOException {
        List<StageManifest.Entry> entries = new ArrayList<>();
        for (Timeline timeline : contents.histories()) {
            List<String> whys = new ArrayList<>();
            byte[] text = read(timeline, whys);
            if (text != null) {
                folder.write(timeline.historyName(), out -> {
                    out.write(text);
                    return true;
                });
                folder.publish(timeline.historyName());
                entries.add(new StageManifest.Entry(timeline.historyName(), text.length, digest(text)));
            } else if (timeline.equals(contents.line().timeline())) {
                throw new StageException.NoHistory(
                        timeline, whys.isEmpty() ? "it is gone since it was listed" : whys.getFirst());
            }
        }
        return entries;
    }

    private byte @Nullable [] read(Timeline timeline, List<String> whys) throws IOException {
        for (String key : StoredNames.of(source.storage(), timeline.historyName())) {
            try (InputStream plain = source.open(key)) {
                byte[] text = plain.readNBytes(LARGEST + 1);
                if (text.length > 0 && text.length <= LARGEST) {
                    return text;
                }
                whys.add(text.length == 0 ? "it is empty" : "it is too large");
            } catch (StorageException failure) {
                whys.add(ContentSource.whyNot(failure));
            }
        }
        return null;
    }

    private static long digest(byte[] bytes) {
        CRC32 one = new CRC32();
        CRC32C other = new CRC32C();
        one.update(bytes);
        other.update(bytes);
        return one.getValue() << 32 | other.getValue();
    }
}
