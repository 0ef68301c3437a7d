package dev.walkback.engine.walpush;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.walpush.document.MetadataDocument;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells WAL-G's metadata of files that were pushed, as WAL-G does: one object each, or one for sixteen segments. */
public final class WalMetadata {

    private static final String FOLDER = "wal_005/";
    private static final String JSON = ".json";
    private static final String LAST_OF_SIXTEEN = "F";

    private final ContentSink sink;
    private final Mode mode;
    private final Path staging;

    /** What {@code WALG_UPLOAD_WAL_METADATA} says. */
    public enum Mode {
        NOMETADATA,
        /** An object for each file. */
        INDIVIDUAL,
        /** Kept on this machine until a name ends in F, then one object for all whose names begin alike. */
        BULK;

        /** Empty for a word that is none of them. */
        public static Optional<Mode> named(String word) {
            for (Mode mode : values()) {
                if (mode.name().equals(word)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }
    }

    /** @param staging where what waits for its sixteenth is kept; made when it is needed */
    public WalMetadata(ContentSink sink, Mode mode, Path staging) {
        this.sink = sink;
        this.mode = mode;
        this.staging = staging;
    }

    /** @param created when the file was written last */
    public void tell(String name, Instant created) throws IOException {
        MetadataDocument document = MetadataDocument.of(name, created);
        switch (mode) {
            case NOMETADATA -> {}
            case INDIVIDUAL -> store(name, document);
            case BULK -> {
                keep(name, document);
                if (name.endsWith(LAST_OF_SIXTEEN)) {
                    storeKept(name.substring(0, name.length() - 1));
                }
            }
        }
    }

    private void store(String name, MetadataDocument document) {
        sink.writeAsIs(FOLDER + name + JSON, Content.of(document.bytes()), Overwrite.ALLOWED);
    }

    private void keep(String name, MetadataDocument document) throws IOException {
        Files.createDirectories(staging);
        // two pushes of one file may keep it at once
        Path unfinished = Files.createTempFile(staging, "." + name, ".new");
        Files.write(unfinished, document.bytes());
        Files.move(
                unfinished,
                staging.resolve(name + JSON),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void storeKept(String beginning) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(staging, file -> isOf(beginning, file))) {
            kept.forEach(files::add);
        }
        MetadataDocument all = new MetadataDocument(java.util.Collections.emptySortedMap());
        for (Path file : files) {
            all = all.with(MetadataDocument.read(content(file)));
        }
        store(beginning, all);
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isOf(String beginning, Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(beginning) && name.endsWith(JSON);
    }

    /** Another push may have told of it meanwhile. */
    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException told) {
            return new byte[0];
        }
    }
}
