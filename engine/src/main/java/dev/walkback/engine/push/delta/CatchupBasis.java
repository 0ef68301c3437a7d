package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.BackupStart;
import dev.walkback.engine.push.ChangedPages;
import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.ParentChoice;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.pack.OpenIncrement;
import dev.walkback.engine.push.pack.PageInspection;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.push.page.PagedFiles;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What brings a copy forward that has all up to a position: there is no parent whose files could be compared, only positions on pages.
 *
 * @param pages whether of files that consist of pages only those are taken that are newer; else every file is taken whole
 */
public record CatchupBasis(Lsn since, boolean pages, ByteLimit limit) implements ParentChoice {

    @Override
    public Optional<Parent> parent(ServerFacts facts) {
        return Optional.empty();
    }

    @Override
    public Treatments treatments(@Nullable Parent parent, ServerFacts facts, BackupStart start) {
        PageLook look = new PageLook(facts.pageBytes(), false, false, start.lsn(), event -> {});
        return pages
                ? new Newer(
                        look, limit, new PageFinder(look.pageBytes(), since, new ScanRoom(), limit, new DeltaTally()))
                : new FullTreatments(look);
    }

    @Override
    public void markPermanent(Parent parent) {
        // there is none
    }

    /**
     * Pages that are newer than what the copy has. A file of which every page is newer is taken whole: it may be one that the copy has not,
     * and then nothing is missing.
     */
    private record Newer(PageLook look, ByteLimit limit, PageFinder finder) implements Treatments {

        @Override
        public Treatment of(WalkedFile file) {
            return PagedFiles.canBeIncremented(file, look.pageBytes())
                    ? new Treatment.Incremented(ChangedPages.Known.NOTHING)
                    : Treatment.WHOLE;
        }

        @Override
        public Optional<OpenIncrement> increment(WalkedFile file, FileChannel open, Treatment.Incremented how)
                throws IOException {
            return finder.byReading(open)
                    .filter(found -> (long) found.numbers().length * look.pageBytes() < found.fileBytes())
                    .map(found -> new PagesIncrement(file.name(), found, open, look, limit, finder.tally(), null));
        }

        @Override
        public Optional<PageInspection> inspection(WalkedFile file) {
            return Optional.empty();
        }
    }
}
