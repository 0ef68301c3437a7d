package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.mark.MarkExecutor;
import dev.walkback.engine.mark.Marking;
import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.ParentChoice;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.PushRequest;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.change.ChangedPagesSource;
import dev.walkback.engine.wal.change.Changes;
import dev.walkback.engine.wal.change.ChangesRequest;
import dev.walkback.storage.wrap.PrefixedStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A push's parent from its archive, and what of each file changed since that was made. Used for one push. */
public final class DeltaParent implements ParentChoice {

    private static final int FILE_BYTES = 1 << 30;

    private final PushRequest request;
    private final Place place;
    private final ByteLimit limit;
    private final BiPredicate<String, String> sameUserData;
    private final Consumer<? super PushEvent> events;
    private final StoredShelf shelf;
    private final DeltaTally tally = new DeltaTally();
    private @Nullable ParentVerdict verdict;

    /**
     * Where things are.
     *
     * @param data the server's data directory
     * @param archive its root
     * @param sink of the archive's root; null for who only wants to know
     */
    public record Place(
            Path data, ContentSource archive, @Nullable ContentSink sink) {}

    /** @param sameUserData whether two JSON texts are the same value */
    public DeltaParent(
            PushRequest request,
            Place place,
            ByteLimit limit,
            BiPredicate<String, String> sameUserData,
            Consumer<? super PushEvent> events) {
        this.request = request;
        this.place = place;
        this.limit = limit;
        this.sameUserData = sameUserData;
        this.events = events;
        this.shelf = new StoredShelf(place.archive());
    }

    @Override
    public Optional<Parent> parent(ServerFacts facts) {
        ParentQuestion question = new ParentQuestion(
                request.delta(),
                request.permanent(),
                facts.version(),
                facts.identifier(),
                line(facts.timeline()),
                Lsn.LAST, // where it will begin is known only when it has begun
                facts.checksums());
        ParentVerdict found = ParentChooser.choose(question, shelf, sameUserData);
        verdict = found;
        events.accept(new PushEvent.ParentFound(found));
        return switch (found) {
            case ParentVerdict.Chosen chosen -> Optional.of(chosen.parent());
            case ParentVerdict.Full full -> Optional.empty();
            case ParentVerdict.Refused refused -> throw new PushRefused(new PushRefused.Why.ParentRefused(refused));
        };
    }

    @Override
    public Treatments treatments(@Nullable Parent parent, ServerFacts facts, BackupStart start) throws IOException {
        PageLook look = new PageLook(
                facts.pageBytes(),
                request.verifyPages() && facts.checksums(),
                request.allCorruptPages(),
                start.lsn(),
                events);
        if (parent == null || !(verdict instanceof ParentVerdict.Chosen chosen)) {
            return new FullTreatments(look);
        }
        TimelineHistory line = line(start.timeline());
        check(chosen, line, start);
        Changes known = ChangedPagesSource.of(changesRequest(chosen, facts, start, line));
        events.accept(new PushEvent.ChangesFound(known));
        if (request.delta().changes() == DeltaWish.Changes.BY_MAPS_ONLY && !known.areKnown()) {
            throw new PushRefused(new PushRefused.Why.ChangesUnknown(known.doubts()));
        }
        return new DeltaTreatments(basis(chosen, known, facts), look, limit, tally);
    }

    @Override
    public void markPermanent(Parent parent) {
        ContentSink sink = Objects.requireNonNull(place.sink());
        new MarkExecutor(sink)
                .perform(new Marking(sink.storage()).permanent(parent.name()).steps());
    }

    @Override
    public void packed() {
        if (verdict instanceof ParentVerdict.Chosen) {
            events.accept(new PushEvent.DeltaMade(tally.sum()));
        }
    }

    private TimelineHistory line(Timeline timeline) {
        return new OwnLine(place.data(), place.archive()).of(timeline);
    }

    /** What could not be known before the server had begun. */
    private static void check(ParentVerdict.Chosen chosen, TimelineHistory line, BackupStart start) {
        Parent parent = chosen.parent();
        if (start.lsn().isBefore(parent.finish())) {
            throw new PushRefused(new PushRefused.Why.ParentAhead(parent.name(), parent.finish(), start.lsn()));
        }
        Timeline theirs = chosen.backup().timeline().orElseThrow();
        if (!line.contains(theirs, parent.finish())) {
            throw new PushRefused(new PushRefused.Why.ParentElsewhere(parent.name(), theirs, line.timeline()));
        }
    }

    private ChangesRequest changesRequest(
            ParentVerdict.Chosen chosen, ServerFacts facts, BackupStart start, TimelineHistory line) {
        Parent parent = chosen.parent();
        DeltaWish.Changes wish = request.delta().changes();
        return new ChangesRequest(
                // of a server that keeps none nobody needs to be told that there are none
                wish == DeltaWish.Changes.BY_SUMMARIES_IF_THERE && !facts.summarizesWal()
                        ? DeltaWish.Changes.BY_READING
                        : wish,
                line,
                chosen.backup().timeline().orElseThrow(),
                parent.start(),
                parent.finish(),
                start.lsn(),
                facts.segmentSize(),
                facts.identifier(),
                FILE_BYTES / facts.pageBytes(),
                place.data().resolve("pg_wal"),
                wal());
    }

    private ContentSource wal() {
        ContentSource archive = place.archive();
        return new ContentSource(
                PrefixedStorage.over(archive.storage(), "wal_005/"),
                archive.layers(),
                archive.atOnce(),
                archive.events());
    }

    private DeltaBasis basis(ParentVerdict.Chosen chosen, Changes known, ServerFacts facts) throws IOException {
        Backup full = chosen.full();
        return new DeltaBasis(
                chosen.parent(),
                chosen.backup().startTime().orElse(null),
                full.startTime().orElse(null),
                full.start().orElseThrow(),
                known.pages(),
                facts.checksums() || areHintsLogged(chosen));
    }

    /** Now, and when every member of the chain was made; what cannot be read is taken for no. */
    private boolean areHintsLogged(ParentVerdict.Chosen chosen) throws IOException {
        try (InputStream file = Files.newInputStream(place.data().resolve("global/pg_control"))) {
            boolean now = PgControl.read(file.readNBytes(PgControl.BYTES))
                    .optional()
                    .map(control -> control.settings().walLogHints())
                    .orElse(false);
            return now
                    && chosen.chain().members().stream()
                            .allMatch(member -> shelf.control(member)
                                    .optional()
                                    .map(control -> control.settings().walLogHints())
                                    .orElse(false));
        }
    }
}
