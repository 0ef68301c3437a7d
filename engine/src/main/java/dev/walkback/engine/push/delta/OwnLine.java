package dev.walkback.engine.push.delta;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the server's timeline comes from: its own {@code pg_wal} says it, or the archive, once the server has tidied up.
 *
 * @param data the server's data directory
 * @param archive its root
 */
record OwnLine(Path data, ContentSource archive) {

    private static final int LARGEST = 1 << 20;
    private static final String WAL = "wal_005/";

    /** Where neither has the history there is no past but the timeline itself: then fewer parents fit, and none wrongly. */
    TimelineHistory of(Timeline timeline) {
        if (timeline.equals(Timeline.FIRST)) {
            return TimelineHistory.none(timeline);
        }
        return servers(timeline).or(() -> archived(timeline)).orElseGet(() -> TimelineHistory.none(timeline));
    }

    private Optional<TimelineHistory> servers(Timeline timeline) {
        try (InputStream file = Files.newInputStream(data.resolve("pg_wal").resolve(timeline.historyName()))) {
            return history(timeline, file);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private Optional<TimelineHistory> archived(Timeline timeline) {
        String name = WAL + timeline.historyName();
        try (Stream<ObjectInfo> objects = archive.storage().list(KeyRange.prefix(name))) {
            for (ObjectInfo object : (Iterable<ObjectInfo>) objects::iterator) {
                Optional<TimelineHistory> found = read(timeline, object);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<TimelineHistory> read(Timeline timeline, Entry object) {
        try (InputStream plain = archive.open(object.key())) {
            return history(timeline, plain);
        } catch (StorageException.Missing | StorageException.Damaged | StorageException.WrongKey spoilt) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<TimelineHistory> history(Timeline timeline, InputStream in) throws IOException {
        byte[] text = in.readNBytes(LARGEST);
        return HistoryFormat.read(timeline, new String(text, StandardCharsets.UTF_8))
                        instanceof Document.Read<TimelineHistory>(TimelineHistory history)
                ? Optional.of(history)
                : Optional.empty();
    }
}
