package dev.walkback.engine.walreceive;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.push.ServerFailure;
import dev.walkback.engine.push.ServerFailure.Kind;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a server's timeline comes from, and the files that tell it, oldest first. */
record Ancestry(TimelineHistory line, List<HistoryFile> files) {

    /** @param name that the file goes by in the archive */
    record HistoryFile(String name, byte[] bytes) {}

    static Ancestry of(WalServer server, Timeline timeline) {
        Optional<byte[]> own = server.history(timeline);
        // a server whose history file was taken away still streams what it is on
        TimelineHistory line = own.map(bytes -> read(server, timeline, bytes)).orElse(TimelineHistory.none(timeline));
        List<HistoryFile> files = new ArrayList<>();
        for (Timeline ancestor : line.line()) {
            Optional<byte[]> file = ancestor.equals(timeline) ? own : server.history(ancestor);
            file.ifPresent(bytes -> files.add(new HistoryFile(ancestor.historyName(), bytes)));
        }
        return new Ancestry(line, List.copyOf(files));
    }

    private static TimelineHistory read(WalServer server, Timeline timeline, byte[] bytes) {
        return switch (HistoryFormat.read(timeline, new String(bytes, StandardCharsets.UTF_8))) {
            case Document.Read<TimelineHistory>(TimelineHistory history) -> history;
            case Document<TimelineHistory> other ->
                throw new ServerFailure(
                        Kind.REFUSED,
                        server.place(),
                        "the history of its timeline " + timeline + " cannot be read: " + other,
                        new IllegalStateException("a history"));
        };
    }
}
