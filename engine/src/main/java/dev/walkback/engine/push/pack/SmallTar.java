package dev.walkback.engine.push.pack;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.tar.NewEntry;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarWriter;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tars of what is small and stands alone: the control file; the label with the map of tablespaces. */
public final class SmallTar {

    private static final int FOR_ITS_OWNER = 0600;

    private final ContentSink sink;
    private final String folder;
    private final Consumer<? super PushEvent> events;

    /** What it takes. */
    public record Stored(long payload, long stored) {}

    /**
     * @param folder of the tars, with a slash at its end
     * @param events told of each that is stored
     */
    public SmallTar(ContentSink sink, String folder, Consumer<? super PushEvent> events) {
        this.sink = sink;
        this.folder = folder;
        this.events = events;
    }

    /** Of one file of the data directory, read as it is now. */
    public Stored file(String tar, WalkedFile file, FileReading reading) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes);
        try (FileChannel channel = reading.open(file.path())
                .orElseThrow(() -> new PushRefused(new PushRefused.Why.NoControlFile(file.path())))) {
            writer.begin(new NewEntry(
                    file.name(),
                    TarEntry.Kind.FILE,
                    file.size(),
                    file.mode(),
                    file.modifiedNanos(),
                    file.userId(),
                    file.groupId(),
                    file.user(),
                    file.group(),
                    ""));
            reading.read(file, channel, writer::write);
        }
        return store(tar, writer, bytes);
    }

    /** Of texts by their names, in that order. */
    public Stored texts(String tar, List<Map.Entry<String, String>> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes);
        for (Map.Entry<String, String> text : texts) {
            byte[] content = text.getValue().getBytes(StandardCharsets.UTF_8);
            writer.begin(NewEntry.made(text.getKey(), content.length, FOR_ITS_OWNER));
            writer.write(content, 0, content.length);
        }
        return store(tar, writer, bytes);
    }

    private Stored store(String tar, TarWriter writer, ByteArrayOutputStream bytes) throws IOException {
        writer.end();
        ObjectInfo object = sink.write(folder + tar, Content.of(bytes.toByteArray()), Overwrite.REFUSED);
        events.accept(new PushEvent.Stored(object.key(), object.size()));
        return new Stored(writer.payload(), object.size());
    }
}
