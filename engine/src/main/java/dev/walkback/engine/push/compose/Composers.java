package dev.walkback.engine.push.compose;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.BackupServer;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.ComposerChoice;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.PushRequest.Composition;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.engine.push.pack.Composer;
import dev.walkback.engine.push.pack.RegularComposer;
import dev.walkback.engine.verify.FilesMetadataDocument;
import dev.walkback.storage.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Composes as it was asked. Whatever was asked, tars that a broken push of the same cluster left, and that hold what would be packed
 * now, are copied first.
 */
public final class Composers implements ComposerChoice {

    /** Of how many broken pushes tars are looked at. */
    private static final int MOST_LEFT = 3;

    private static final String BACKUPS = "basebackups_005/";
    private static final String SENTINEL = "_backup_stop_sentinel.json";

    private final PushRequest request;
    private final Supplier<Archive> look;
    private final ContentSink sink;
    private final BackupServer server;
    private final Path root;
    private final Clock clock;
    private final Consumer<? super PushEvent> events;

    /**
     * @param look at the archive; asked for only where it is needed
     * @param root the data directory, with links resolved
     */
    public Composers(
            PushRequest request,
            Supplier<Archive> look,
            ContentSink sink,
            BackupServer server,
            Path root,
            Clock clock,
            Consumer<? super PushEvent> events) {
        this.request = request;
        this.look = look;
        this.sink = sink;
        this.server = server;
        this.root = root;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Composer of(@Nullable Parent parent, ServerFacts facts, BackupStart start) throws IOException {
        Composer composer = composer(parent, facts);
        Reuse reuse = reuse(parent, facts, start);
        return reuse.tars().isEmpty() ? composer : new ReusingComposer(reuse, composer);
    }

    private Composer composer(@Nullable Parent parent, ServerFacts facts) {
        return switch (request.composition()) {
            case REGULAR, COPY -> new RegularComposer(request.tarBytes());
            case DATABASE -> new DatabaseComposer(request.tarBytes());
            case RATING ->
                new RatingComposer(
                        request.tarBytes(),
                        facts.pageBytes(),
                        new UpdateCounts(server.updates(), parent == null ? null : parent.files()));
        };
    }

    private Reuse reuse(@Nullable Parent parent, ServerFacts facts, BackupStart start) throws IOException {
        TarMaking wanted = new TarMaking(
                start.name().text(),
                facts.identifier() == null ? "" : facts.identifier().toString(),
                TarMaking.parentName(parent),
                clock.instant(),
                request.verifyPages());
        Stamp.Source stamps = Stamp.below(root);
        LeftTars left = new LeftTars(sink, wanted, stamps);
        Reuse reuse = Reuse.NOTHING;
        for (BackupName name : broken()) {
            Reuse found = left.in(name, reuse.names());
            if (!found.tars().isEmpty()) {
                events.accept(new PushEvent.Note(found.tars().size() + " tars of " + name
                        + ", which was not finished, hold what would be packed now, and are copied"));
                reuse = reuse.and(found);
            }
        }
        return request.composition() == Composition.COPY ? reuse.and(ofLastFull(facts, left, stamps, reuse)) : reuse;
    }

    /**
     * What broken pushes left since the last that did not, the newest first: folders of backups that have no sentinel. Those of
     * before are of no use: they stay until somebody removes them, and would be copied again and again.
     */
    private List<BackupName> broken() {
        Set<String> sentinels = new HashSet<>();
        List<String> folders = new ArrayList<>();
        try (Stream<Entry> entries = sink.storage().entries(BACKUPS)) {
            entries.forEach(entry -> {
                String name = entry.key().substring(BACKUPS.length());
                if (entry instanceof Entry.Folder) {
                    folders.add(name.substring(0, name.length() - 1));
                } else if (name.endsWith(SENTINEL)) {
                    sentinels.add(name.substring(0, name.length() - SENTINEL.length()));
                }
            });
        }
        String newest = sentinels.stream().max(Comparator.naturalOrder()).orElse("");
        return folders.stream()
                .filter(folder -> folder.compareTo(newest) > 0)
                .sorted(Comparator.reverseOrder())
                .limit(MOST_LEFT)
                .map(BackupName::new)
                .toList();
    }

    /** Where walkback made it, its own lists are stricter than what files metadata tells. */
    private Reuse ofLastFull(ServerFacts facts, LeftTars left, Stamp.Source stamps, Reuse before) throws IOException {
        Optional<Backup> last = lastFull(facts);
        if (last.isEmpty()) {
            return Reuse.NOTHING;
        }
        if (!last.get().objects().hashes().isEmpty()) {
            return left.in(last.get().name(), before.names());
        }
        ContentSource source = new ContentSource(sink.storage(), sink.layers(), 1, event -> {});
        return !request.verifyPages()
                        && FilesMetadataDocument.read(source, last.get())
                                instanceof Document.Read<FilesMetadata>(FilesMetadata files)
                ? new FullTars(last.get(), files, stamps).unchanged(before.names())
                : Reuse.NOTHING;
    }

    private Optional<Backup> lastFull(ServerFacts facts) {
        return Optional.ofNullable(facts.identifier()).flatMap(look.get()::cluster).map(Cluster::backups).stream()
                .flatMap(List::stream)
                .filter(backup -> !backup.isDelta())
                .max(Comparator.comparing(Backup::stored));
    }
}
