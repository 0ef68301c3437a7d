package dev.walkback.engine.restore.stage;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            byte[] text = read(timeline, contents.line(), whys);
            if (text == null && timeline.equals(contents.line().timeline())) {
                throw new StageException.NoHistory(
                        timeline, whys.isEmpty() ? "it is gone since it was listed" : whys.getFirst());
            }
            if (text == null && timeline.compareTo(contents.line().timeline()) > 0) {
                text = placeholder(timeline);
            }
            if (text != null) {
                entries.add(written(timeline, text));
            }
        }
        return entries;
    }

    private StageManifest.Entry written(Timeline timeline, byte[] text) throws IOException {
        folder.write(timeline.historyName(), out -> {
            out.write(text);
            return true;
        });
        folder.publish(timeline.historyName());
        return new StageManifest.Entry(timeline.historyName(), text.length, digest(text));
    }

    /** Of a timeline behind the target only this is asked: whether its number is taken. It is, whatever became of its history. */
    private static byte[] placeholder(Timeline timeline) {
        return ("# timeline " + timeline + " is taken; its history could not be read\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] read(Timeline timeline, TimelineHistory line, List<String> whys) throws IOException {
        for (String key : StoredNames.of(source.storage(), timeline.historyName())) {
            try (InputStream plain = source.open(key)) {
                byte[] text = plain.readNBytes(LARGEST + 1);
                String flaw = flaw(timeline, text, line);
                if (flaw == null) {
                    return text;
                }
                whys.add(flaw);
            } catch (StorageException failure) {
                whys.add(ContentSource.whyNot(failure));
            }
        }
        return null;
    }

    /** A server goes where the history leads it, so the target's must be the one that the route was found by. */
    private static @Nullable String flaw(Timeline timeline, byte[] text, TimelineHistory line) {
        if (text.length == 0 || text.length > LARGEST) {
            return text.length == 0 ? "it is empty" : "it is too large";
        }
        if (!timeline.equals(line.timeline())) {
            return null;
        }
        return switch (HistoryFormat.read(timeline, new String(text, StandardCharsets.UTF_8))) {
            case Document.Read<TimelineHistory>(TimelineHistory told) ->
                places(told).equals(places(line)) ? null : "it leads elsewhere than when the route was found";
            case Document.Unreadable<TimelineHistory>(String why) -> why;
            case Document.Absent<TimelineHistory> none -> "it names no ancestor";
        };
    }

    /** Without the reasons, which are for people. */
    private static Map<Timeline, Lsn> places(TimelineHistory history) {
        return history.switches().stream()
                .collect(Collectors.toMap(TimelineHistory.Switch::from, TimelineHistory.Switch::at));
    }

    private static long digest(byte[] bytes) {
        CRC32 one = new CRC32();
        CRC32C other = new CRC32C();
        one.update(bytes);
        other.update(bytes);
        return one.getValue() << 32 | other.getValue();
    }
}
