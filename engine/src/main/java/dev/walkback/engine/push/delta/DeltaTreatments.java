package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.push.ChangedPages;
import dev.walkback.engine.push.Treatment;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.FileReading.ByteLimit;
import dev.walkback.engine.push.pack.OpenIncrement;
import dev.walkback.engine.push.pack.PageInspection;
import dev.walkback.engine.push.pack.Treatments;
import dev.walkback.engine.push.page.PageProof;
import dev.walkback.engine.push.page.PagedFiles;
import dev.walkback.engine.push.page.RelationPlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How each file goes into a delta: not at all, by its changed pages, or whole. */
public final class DeltaTreatments implements Treatments {

    private final DeltaBasis basis;
    private final PageLook look;
    private final ByteLimit limit;
    private final DeltaTally tally;
    private final PageFinder finder;

    public DeltaTreatments(DeltaBasis basis, PageLook look, ByteLimit limit, DeltaTally tally) {
        this.basis = basis;
        this.look = look;
        this.limit = limit;
        this.tally = tally;
        this.finder = new PageFinder(look.pageBytes(), basis.parent().start(), new ScanRoom(), limit, tally);
    }

    @Override
    public Treatment of(WalkedFile file) {
        FilesMetadata files = basis.parent().files();
        OptionalInt number = files.find(file.name());
        if (number.isEmpty() || !files.isDescribed(number.getAsInt())) {
            return Treatment.WHOLE;
        }
        if (files.modifiedNanos(number.getAsInt()) == file.modifiedNanos()) {
            if (UnchangedFiles.isCertain(file, lastDoubt(file))) {
                tally.unchanged(file.size());
                return Treatment.UNCHANGED;
            }
            tally.doubted();
        }
        if (!PagedFiles.canBeIncremented(file, look.pageBytes())) {
            return Treatment.WHOLE;
        }
        ChangedPages.Known known = RelationPlace.of(file.name())
                .map(place -> basis.changed().of(place.tablespace(), place.database(), place.file()))
                .orElse(ChangedPages.Known.NOTHING);
        return known instanceof ChangedPages.Known.All ? Treatment.WHOLE : new Treatment.Incremented(known);
    }

    @Override
    public Optional<OpenIncrement> increment(WalkedFile file, FileChannel open, Treatment.Incremented how)
            throws IOException {
        Optional<FoundPages> found = how.known() instanceof ChangedPages.Known.Pages(int[] numbers)
                ? finder.byList(open, numbers)
                : finder.byReading(open);
        if (found.isEmpty()) {
            tally.unbelieved();
            return Optional.empty();
        }
        tally.incremented(found.get().fileBytes(), found.get().numbers().length);
        return Optional.of(new PagesIncrement(
                file.name(), found.get(), open, look, limit, tally, proof(file).orElse(null)));
    }

    @Override
    public Optional<PageInspection> inspection(WalkedFile file) {
        VisibilityMap map = needsBlanking(file) ? new VisibilityMap(look.pageBytes(), basis.fullStart()) : null;
        Optional<PageProof> proof = proof(file);
        return map == null && proof.isEmpty()
                ? Optional.empty()
                : Optional.of(new WholeFileLook(file.name(), look, proof.orElse(null), map, tally));
    }

    private Optional<PageProof> proof(WalkedFile file) {
        return look.checksums()
                ? PagedFiles.withChecksums(file)
                        .map(relation ->
                                new PageProof(file.path(), relation, look.pageBytes(), look.start(), look.allNumbers()))
                : Optional.empty();
    }

    /** What a map says of pages set visible since the full backup must not come from a parent that kept it. */
    private @Nullable Instant lastDoubt(WalkedFile file) {
        return needsBlanking(file) ? basis.fullBegan() : basis.parentBegan();
    }

    private boolean needsBlanking(WalkedFile file) {
        return !basis.hintsLogged()
                && PagedFiles.withChecksums(file)
                        .filter(relation -> relation.fork() == RelationFile.Fork.VISIBILITY)
                        .isPresent();
    }
}
